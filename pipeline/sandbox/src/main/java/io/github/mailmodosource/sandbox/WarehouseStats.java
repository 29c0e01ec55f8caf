package io.github.mailmodosource.sandbox;

/**
 * What became of the accepted events on their way into the warehouse. When nothing waits, all that
 * was accepted so far is accounted for.
 *
 * @param loaded rows of event tables that were written
 * @param waiting accepted, not looked at yet
 * @param lost accepted and never loaded, on purpose
 * @param known not loaded because their id stands there already
 * @param ignored not loaded because they are no track events
 * @param failed not loaded because the database refused them
 */
public record WarehouseStats(
    long loaded, long waiting, long lost, long known, long ignored, long failed) {}
