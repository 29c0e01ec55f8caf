/**
 * A track event under way: its JSON, blocks of events, duplicates. The sink needs this and no more.
 */
@NullMarked
package io.github.mailmodosource.event;

import org.jspecify.annotations.NullMarked;
