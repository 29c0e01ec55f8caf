/**
 * The RPC of embedded Flink from the class path. Flink keeps it in a jar within a jar, and at each
 * start copies that (21 MB) to the folder for temporary files and loads its classes from there,
 * where no archive of classes helps: 0.4 s of a start. That is so because clusters may run jobs
 * that have a Scala of their own; ours have none.
 */
@NullMarked
package io.github.mailmodosource.flinkrpc;

import org.jspecify.annotations.NullMarked;
