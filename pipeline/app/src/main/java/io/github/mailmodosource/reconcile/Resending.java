package io.github.mailmodosource.reconcile;

/**
 * What became of the wish to send again what is missing.
 *
 * @param integrations where it may go, as JSON
 * @param heldBack missing events of which none was sent: there were more than {@code --maxResend}
 *     allows, or there is no table that could lack them
 */
record Resending(String integrations, long heldBack) {
  boolean isToWarehousesOnly() {
    return integrations.equals(ReconcileSettings.WAREHOUSES_ONLY);
  }
}
