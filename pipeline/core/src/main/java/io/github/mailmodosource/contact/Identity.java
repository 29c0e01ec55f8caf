package io.github.mailmodosource.contact;

/**
 * Who an activity belongs to.
 *
 * @param id the userId; or the anonymousId, if the identify call had no userId
 * @param anonymous which of the two it is
 */
public record Identity(String id, boolean anonymous) {}
