/**
 * What Mailmodo recorded: seven kinds of {@link io.github.mailmodosource.activity.Activity}, and
 * how a row becomes one.
 */
@NullMarked
package io.github.mailmodosource.activity;

import org.jspecify.annotations.NullMarked;
