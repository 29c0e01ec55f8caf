package io.github.mailmodosource;

import io.github.mailmodosource.warehouse.WarehouseOptions;

/** Everything that {@code reconcile} can be told: what {@code send} can, and the warehouse. */
public interface ReconcileOptions extends WarehouseOptions, SendOptions {}
