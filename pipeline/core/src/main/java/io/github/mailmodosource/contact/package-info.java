/** Who is identified: identify calls in, a compact index out, and the gate that asks it. */
@NullMarked
package io.github.mailmodosource.contact;

import org.jspecify.annotations.NullMarked;
