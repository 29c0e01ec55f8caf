package io.github.mailmodosource.sandbox;

import org.jspecify.annotations.Nullable;

/**
 * How strict the sandbox is, and how much it keeps.
 *
 * @param port the port on 127.0.0.1; 0 takes any free one
 * @param writeKey the one write key that is let in; null lets in any that is not empty
 * @param maxBatchBytes the largest body, in bytes after decompression
 * @param maxEventBytes the largest event of a batch, in bytes as it stands in the body and with
 *     what it has from the batch's top level
 * @param maxBatchEvents the most events of one batch
 * @param maxRequestsPerSecond the most requests in a second; 0 for no limit
 * @param keepEvents how many payloads are kept in memory, the newest; their ids are kept for good
 * @param lenient true for the Tracking API's own rules only
 * @param warehouse the database that gets what is accepted; null for none
 */
public record SandboxSettings(
    int port,
    @Nullable String writeKey,
    int maxBatchBytes,
    int maxEventBytes,
    int maxBatchEvents,
    int maxRequestsPerSecond,
    int keepEvents,
    boolean lenient,
    @Nullable WarehouseSettings warehouse) {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException names the option at fault in one line
   */
  public SandboxSettings {
    require(port >= 0 && port <= 65_535, "--port must be between 0 and 65535");
    require(
        maxBatchBytes > 0 && maxBatchBytes <= 100_000_000,
        "--maxBatchBytes must be between 1 and 100000000");
    require(maxEventBytes > 0, "--maxEventBytes must be more than 0");
    require(maxBatchEvents > 0, "--maxBatchEvents must be more than 0");
    require(maxRequestsPerSecond >= 0, "--maxRequestsPerSecond must not be negative");
    require(keepEvents >= 0, "--keepEvents must not be negative");
    require(
        writeKey == null || !writeKey.isEmpty(), "the key that --acceptWriteKey names is empty");
  }

  /** The defaults of {@link SandboxOptions}, on any free port: what a test wants. */
  public static SandboxSettings onAnyPort() {
    return new SandboxSettings(0, null, 500_000, 32_000, 2_500, 0, 100_000, false, null);
  }

  public SandboxSettings withPort(int value) {
    return new SandboxSettings(
        value,
        writeKey,
        maxBatchBytes,
        maxEventBytes,
        maxBatchEvents,
        maxRequestsPerSecond,
        keepEvents,
        lenient,
        warehouse);
  }

  public SandboxSettings withWriteKey(String value) {
    return new SandboxSettings(
        port,
        value,
        maxBatchBytes,
        maxEventBytes,
        maxBatchEvents,
        maxRequestsPerSecond,
        keepEvents,
        lenient,
        warehouse);
  }

  public SandboxSettings withMaxBatchBytes(int value) {
    return new SandboxSettings(
        port,
        writeKey,
        value,
        maxEventBytes,
        maxBatchEvents,
        maxRequestsPerSecond,
        keepEvents,
        lenient,
        warehouse);
  }

  public SandboxSettings withMaxEventBytes(int value) {
    return new SandboxSettings(
        port,
        writeKey,
        maxBatchBytes,
        value,
        maxBatchEvents,
        maxRequestsPerSecond,
        keepEvents,
        lenient,
        warehouse);
  }

  public SandboxSettings withMaxBatchEvents(int value) {
    return new SandboxSettings(
        port,
        writeKey,
        maxBatchBytes,
        maxEventBytes,
        value,
        maxRequestsPerSecond,
        keepEvents,
        lenient,
        warehouse);
  }

  public SandboxSettings withMaxRequestsPerSecond(int value) {
    return new SandboxSettings(
        port,
        writeKey,
        maxBatchBytes,
        maxEventBytes,
        maxBatchEvents,
        value,
        keepEvents,
        lenient,
        warehouse);
  }

  public SandboxSettings withKeepEvents(int value) {
    return new SandboxSettings(
        port,
        writeKey,
        maxBatchBytes,
        maxEventBytes,
        maxBatchEvents,
        maxRequestsPerSecond,
        value,
        lenient,
        warehouse);
  }

  public SandboxSettings withLenient(boolean value) {
    return new SandboxSettings(
        port,
        writeKey,
        maxBatchBytes,
        maxEventBytes,
        maxBatchEvents,
        maxRequestsPerSecond,
        keepEvents,
        value,
        warehouse);
  }

  public SandboxSettings withWarehouse(WarehouseSettings value) {
    return new SandboxSettings(
        port,
        writeKey,
        maxBatchBytes,
        maxEventBytes,
        maxBatchEvents,
        maxRequestsPerSecond,
        keepEvents,
        lenient,
        value);
  }

  /** The key is a secret: a record would print it. */
  @Override
  public String toString() {
    return "SandboxSettings[port=%d, writeKey=%s, maxBatchBytes=%d, maxEventBytes=%d, maxBatchEvents=%d, maxRequestsPerSecond=%d, keepEvents=%d, lenient=%s, warehouse=%s]"
        .formatted(
            port,
            writeKey == null ? "any" : "***",
            maxBatchBytes,
            maxEventBytes,
            maxBatchEvents,
            maxRequestsPerSecond,
            keepEvents,
            lenient,
            warehouse);
  }

  private static void require(boolean right, String message) {
    if (!right) {
      throw new IllegalArgumentException(message);
    }
  }
}
