package io.github.mailmodosource.parquet;

import static org.apache.parquet.format.FieldRepetitionType.OPTIONAL;
import static org.apache.parquet.format.FieldRepetitionType.REPEATED;
import static org.apache.parquet.format.FieldRepetitionType.REQUIRED;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mailmodosource.record.RowsOf;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Hive, Impala, Spark and Thrift wrote before there were rules, or write still. */
class OldParquetTest {
  @TempDir Path folder;

  /** The day of 1970-01-01 is 2,440,588; then two hours of nanoseconds, and one. */
  @Test
  void aTimeOf96BitsIsAPointInTime() throws Exception {
    byte[] time =
        ByteBuffer.allocate(12)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(7_200_000_000_001L)
            .putInt(2_440_588 + 365)
            .array();
    HandMade file = new HandMade().leaf("at", REQUIRED, Type.INT96).bytes(time);
    assertThat(rows(file, 1), contains("{'at':'1971-01-01T02:00:00.000000001Z'}"));
  }

  @Test
  void aListOfTwoLevels() throws Exception {
    HandMade file =
        new HandMade()
            .group("v", OPTIONAL, ConvertedType.LIST)
            .leaf("element", REPEATED, Type.INT32)
            .levels(0, 1, 0)
            .levels(2, 2, 1)
            .ints(1, 2);
    assertThat(rows(file, 2), contains("{'v':[1,2]}", "{'v':[]}"));
  }

  /** Avro and Thrift called the records of a list so. */
  @Test
  void aListWhoseRepeatedGroupIsItsElement() throws Exception {
    for (String name : List.of("array", "v_tuple")) {
      HandMade file =
          new HandMade()
              .group("v", OPTIONAL, ConvertedType.LIST)
              .group(name, REPEATED, null)
              .leaf("x", REQUIRED, Type.INT32)
              .levels(0, 1)
              .levels(2, 2)
              .ints(1, 2);
      assertThat(rows(file, 1), contains("{'v':[{'x':1},{'x':2}]}"));
    }
  }

  @Test
  void aListOfHive() throws Exception {
    HandMade file =
        new HandMade()
            .group("v", OPTIONAL, ConvertedType.LIST)
            .group("bag", REPEATED, null)
            .leaf("array_element", OPTIONAL, Type.INT32)
            .levels(0, 1, 1)
            .levels(3, 2, 3)
            .ints(1, 2);
    assertThat(rows(file, 1), contains("{'v':[1,null,2]}"));
  }

  /** As Protocol Buffers have it. */
  @Test
  void aFieldThatIsRepeatedAndNotCalledAList() throws Exception {
    HandMade file =
        new HandMade().leaf("v", REPEATED, Type.INT32).levels(0, 1, 0).levels(1, 1, 0).ints(1, 2);
    assertThat(rows(file, 2), contains("{'v':[1,2]}", "{}"));
  }

  @Test
  void aChecksumThatIsWrongStopsTheReading() {
    HandMade file = new HandMade().leaf("v", REQUIRED, Type.INT32).ints(7).withWrongChecksum();
    IOException e = assertThrows(IOException.class, () -> rows(file, 1));
    assertThat(
        e.getMessage(), is("the row group of row 1 is damaged (the checksum of a page is wrong)"));
  }

  @Test
  void aCompressionOfHadoopIsRefused() {
    HandMade file =
        new HandMade().leaf("v", REQUIRED, Type.INT32).ints(7).packedBy(CompressionCodec.LZO);
    IOException e = assertThrows(IOException.class, () -> rows(file, 1));
    assertThat(e.getMessage(), containsString("are compressed with LZO, which is not read"));
  }

  @Test
  void moreRowsThanThereAreValuesAreDamage() {
    HandMade file = new HandMade().leaf("v", REQUIRED, Type.INT32).ints(7);
    IOException e = assertThrows(IOException.class, () -> rows(file, 2));
    assertThat(e.getMessage(), containsString("the row group of row 2 is damaged"));
  }

  private List<String> rows(HandMade file, int rows) throws IOException {
    return RowsOf.file(new ParquetFormat(), file.write(folder.resolve("f.parquet"), rows));
  }
}
