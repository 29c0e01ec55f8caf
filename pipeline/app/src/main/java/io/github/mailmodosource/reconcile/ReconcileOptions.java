package io.github.mailmodosource.reconcile;

import io.github.mailmodosource.send.SendOptions;

/** Everything that {@code reconcile} can be told: what {@code send} can, and the warehouse. */
public interface ReconcileOptions extends WarehouseOptions, SendOptions {}
