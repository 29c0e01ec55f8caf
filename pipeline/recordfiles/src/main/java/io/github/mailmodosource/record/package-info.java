/** What values of records become, whatever format they were read from: the forms of tables. */
@NullMarked
package io.github.mailmodosource.record;

import org.jspecify.annotations.NullMarked;
