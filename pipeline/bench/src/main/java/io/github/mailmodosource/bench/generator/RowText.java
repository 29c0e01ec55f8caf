package io.github.mailmodosource.bench.generator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;

/** One row in the making, in either format. Columns come in rising order; some are left out. */
final class RowText {
  private final boolean csv;
  private final List<String> columns;
  private final byte[][] keys;
  private byte[] buffer = new byte[4096];
  private int size;
  private int column;
  private boolean open;

  RowText(boolean csv, List<String> columns) {
    this.csv = csv;
    this.columns = columns;
    keys = new byte[columns.size()][];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = ('"' + columns.get(i) + "\":").getBytes(UTF_8);
    }
  }

  /** The first line of a CSV file; nothing else has one. */
  void writeHeader(OutputStream file) throws IOException {
    if (csv) {
      file.write((String.join(",", columns) + "\n").getBytes(UTF_8));
    }
  }

  RowText start() {
    size = 0;
    column = 0;
    open = true;
    if (!csv) {
      put('{');
    }
    return this;
  }

  /** Plain ASCII that needs no quoting in CSV and no escapes in JSON. */
  RowText string(int index, String text) {
    next(index);
    if (!csv) {
      put('"');
    }
    ascii(text);
    if (!csv) {
      put('"');
    }
    return this;
  }

  /** A number or a boolean. */
  RowText literal(int index, String text) {
    next(index);
    ascii(text);
    return this;
  }

  RowText text(int index, Text text) {
    next(index);
    put(csv ? text.csv() : text.json());
    return this;
  }

  /** A whole row that is made already. */
  RowText whole(byte[] row) {
    size = 0;
    put(row);
    open = false;
    return this;
  }

  RowText whole(String row) {
    return whole(row.getBytes(UTF_8));
  }

  /** Leaves a part of the row that cannot be read. */
  void cut() {
    if (csv) {
      size = 0;
      ascii("cut,Email Sent,row");
    } else {
      size = size / 3;
    }
    open = false;
  }

  byte[] toBytes() {
    close();
    return Arrays.copyOf(buffer, size);
  }

  void writeTo(OutputStream file) throws IOException {
    close();
    put('\n');
    file.write(buffer, 0, size);
  }

  private void close() {
    if (open && csv) {
      for (; column < keys.length - 1; column++) {
        put(',');
      }
    } else if (open) {
      put('}');
    }
    open = false;
  }

  private void next(int index) {
    if (csv) {
      for (; column < index; column++) {
        put(',');
      }
    } else {
      if (size > 1) {
        put(',');
      }
      put(keys[index]);
    }
  }

  private void put(int b) {
    room(1);
    buffer[size++] = (byte) b;
  }

  private void put(byte[] bytes) {
    room(bytes.length);
    System.arraycopy(bytes, 0, buffer, size, bytes.length);
    size += bytes.length;
  }

  private void ascii(String text) {
    room(text.length());
    for (int i = 0; i < text.length(); i++) {
      buffer[size++] = (byte) text.charAt(i);
    }
  }

  private void room(int more) {
    if (size + more > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + more));
    }
  }
}
