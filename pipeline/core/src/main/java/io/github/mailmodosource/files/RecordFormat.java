package io.github.mailmodosource.files;

import io.github.mailmodosource.rows.RowFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;

/**
 * A format whose rows are records with typed fields: a service ({@link java.util.ServiceLoader}),
 * because the libraries that read such files weigh more than all else here. Whoever has none of
 * these files goes without.
 *
 * <p>Where a file cannot be read, both ways to open it and the {@link RecordFile} throw an {@link
 * IOException} whose message says why, as it stands in a sentence behind the file's name; where it
 * is of a kind that is never read, a {@link RefusedFileException}.
 */
public interface RecordFormat {
  /** Which one it is. */
  RowFormat format();

  /**
   * Opens a part of a file. Every row of a file is in one part, however the file is cut: in that in
   * which the block begins that the row stands in, whatever a block is in this format.
   *
   * @param file for messages
   * @param in all of the file; closed with what is returned
   * @param start first byte of the part, from 0
   * @param end the byte after its last; {@code Long.MAX_VALUE} means to the end of the file
   */
  RecordFile open(String file, SeekableByteChannel in, long start, long end) throws IOException;

  /**
   * Opens a file that cannot be entered in its middle, such as a pipe.
   *
   * @param file for messages
   * @param in its bytes from the first one on; closed with what is returned
   */
  RecordFile open(String file, InputStream in) throws IOException;
}
