package io.github.mailmodosource.files;

import io.github.mailmodosource.coding.Hash128;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * The names of files that were read, each as its {@link Hash128}: 16 bytes a name in a checkpoint,
 * and 28 to 36 in memory. It grows with the names in the watched folders, and forgets one only long
 * after it was last met there.
 *
 * <p>Ids are only ever appended, in pieces that are never written again. So what a checkpoint holds
 * is a list of the pieces and how far they were filled: to take one costs nothing, and what is
 * added while it is written is not in it. Thread-safe.
 */
final class SeenFiles {
  private static final int IDS_A_PIECE = 1 << 14;
  private static final int LEAST_TABLE = 1 << 10;

  private List<long[]> pieces = new ArrayList<>();
  private int size;

  /** When each was last met in its folder. */
  private int[] met = new int[LEAST_TABLE / 2];

  /** Where an id stands, from 1, at the place that its hash says or behind it; 0 for none. */
  private int[] table = new int[LEAST_TABLE];

  /**
   * Some ids, in the order in which they were added.
   *
   * @param pieces are not written any more as far as {@code size} goes
   */
  record Ids(List<long[]> pieces, int size) {
    static final Ids NONE = new Ids(List.of(), 0);

    Ids {
      pieces = List.copyOf(pieces);
    }

    void forEach(Consumer<Hash128> sink) {
      for (int i = 0; i < size; i++) {
        sink.accept(idAt(pieces, i));
      }
    }

    /** Writes 16 bytes for each. */
    void write(OutputStream out) throws IOException {
      byte[] bytes = new byte[IDS_A_PIECE * Hash128.BYTES];
      for (int piece = 0, left = size; left > 0; piece++, left -= IDS_A_PIECE) {
        int longs = Math.min(left, IDS_A_PIECE) * 2;
        ByteBuffer.wrap(bytes).asLongBuffer().put(pieces.get(piece), 0, longs);
        out.write(bytes, 0, longs * Long.BYTES);
      }
    }

    /** Reads what {@link #write} wrote. */
    static Ids read(int size, InputStream in) throws IOException {
      List<long[]> pieces = new ArrayList<>();
      for (int left = size; left > 0; left -= IDS_A_PIECE) {
        int length = Math.min(left, IDS_A_PIECE) * Hash128.BYTES;
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
          throw new EOFException();
        }
        long[] piece = new long[2 * IDS_A_PIECE];
        ByteBuffer.wrap(bytes).asLongBuffer().get(piece, 0, length / Long.BYTES);
        pieces.add(piece);
      }
      return new Ids(pieces, size);
    }

    @Override
    public String toString() {
      return "Ids[" + size + "]";
    }
  }

  /**
   * A set of these.
   *
   * @param now when they are taken to have been met last
   */
  static SeenFiles of(Ids ids, int now) {
    SeenFiles seen = new SeenFiles();
    ids.forEach(id -> seen.add(id, now));
    return seen;
  }

  synchronized int size() {
    return size;
  }

  /**
   * Adds a name.
   *
   * @param now in any unit
   */
  synchronized void add(Hash128 id, int now) {
    int place = find(table, id);
    if (table[place] != 0) {
      met[table[place] - 1] = now;
      return;
    }
    if (size % IDS_A_PIECE == 0) {
      pieces.add(new long[2 * IDS_A_PIECE]);
    }
    long[] piece = pieces.get(size / IDS_A_PIECE);
    int at = size % IDS_A_PIECE * 2;
    piece[at] = id.high();
    piece[at + 1] = id.low();
    if (size == met.length) {
      met = Arrays.copyOf(met, 2 * size);
    }
    met[size++] = now;
    table[place] = size;
    if (size > table.length / 2) {
      fillTable(2 * table.length);
    }
  }

  synchronized boolean contains(Hash128 id) {
    return table[find(table, id)] != 0;
  }

  /** Whether the set has this name, which was just met in its folder. */
  synchronized boolean meet(Hash128 id, int now) {
    int at = table[find(table, id)];
    if (at != 0) {
      met[at - 1] = now;
    }
    return at != 0;
  }

  /** Forgets the names that were last met before that time, and says how many they were. */
  synchronized int forget(int before) {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      kept += met[i] >= before ? 1 : 0;
    }
    int forgotten = size - kept;
    if (forgotten > 0) {
      // Checkpoints may still hold the old pieces.
      SeenFiles rest = new SeenFiles();
      for (int i = 0; i < size; i++) {
        if (met[i] >= before) {
          rest.add(idAt(pieces, i), met[i]);
        }
      }
      pieces = rest.pieces;
      size = rest.size;
      met = rest.met;
      table = rest.table;
    }
    return forgotten;
  }

  /** The names as of now, for a checkpoint. */
  synchronized Ids ids() {
    return new Ids(pieces, size);
  }

  private void fillTable(int length) {
    int[] larger = new int[length];
    for (int i = 0; i < size; i++) {
      larger[find(larger, idAt(pieces, i))] = i + 1;
    }
    table = larger;
  }

  /** The place of an id in the table, or the free one that it would take. */
  private int find(int[] in, Hash128 id) {
    int mask = in.length - 1;
    int place = (int) id.low() & mask;
    while (in[place] != 0 && !isAt(in[place] - 1, id)) {
      place = (place + 1) & mask;
    }
    return place;
  }

  private boolean isAt(int index, Hash128 id) {
    long[] piece = pieces.get(index / IDS_A_PIECE);
    int at = index % IDS_A_PIECE * 2;
    return piece[at] == id.high() && piece[at + 1] == id.low();
  }

  private static Hash128 idAt(List<long[]> pieces, int index) {
    long[] piece = pieces.get(index / IDS_A_PIECE);
    int at = index % IDS_A_PIECE * 2;
    return new Hash128(piece[at], piece[at + 1]);
  }
}
