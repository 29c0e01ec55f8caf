/** Parquet files to rows, page by page. */
@NullMarked
package io.github.mailmodosource.parquet;

import org.jspecify.annotations.NullMarked;
