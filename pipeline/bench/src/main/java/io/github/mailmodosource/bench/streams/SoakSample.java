package io.github.mailmodosource.bench.streams;

/**
 * One minute of a soak.
 *
 * @param minute since it began
 * @param eventsPerSecond events that came to the server in this minute, for each of its seconds
 * @param leastPerSecond the same of the five seconds in which the fewest came
 * @param heapMb what is left of the heap after a full collection
 * @param residentMb what the process has of the machine's memory
 * @param stateKb the size of the newest checkpoint
 * @param cpuShare of one core, in this minute
 */
record SoakSample(
    int minute,
    double eventsPerSecond,
    double leastPerSecond,
    double heapMb,
    double residentMb,
    double stateKb,
    double cpuShare) {}
