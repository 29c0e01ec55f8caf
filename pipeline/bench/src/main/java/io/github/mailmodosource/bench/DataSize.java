package io.github.mailmodosource.bench;

/** How many activity rows, of how many contacts. */
record DataSize(int rows, int contacts) {}
