/** Files to rows: which files an option names, the ranges they are read in, their formats. */
@NullMarked
package io.github.mailmodosource.files;

import org.jspecify.annotations.NullMarked;
