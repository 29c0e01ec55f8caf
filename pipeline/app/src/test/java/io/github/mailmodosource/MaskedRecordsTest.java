package io.github.mailmodosource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.option.SecretReference;
import io.github.mailmodosource.rows.RowBlock;
import io.github.mailmodosource.rows.RowFormat;
import io.github.mailmodosource.rows.SourceRow;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * "toString of everything that travels names ids only: runners log elements when they are told to."
 * Every record of ours is made with an address wherever it holds text, and asked what it is.
 */
class MaskedRecordsTest {
  private static final String ADDRESS = "rita.reader@example.com";
  private static final int DEPTH = 4;

  /** These hold what options, catalogs and our own code say, and nothing of a person. */
  private static final Set<String> SETTINGS =
      Set.of(
          "cluster.Overview",
          "commandline.Command",
          "commandline.GivenOption",
          "event.SharedFields",
          "files.InputFiles",
          "files.Pipes$Opened",
          "files.WatchedFiles",
          "files.WatchedFilesReader$Watched",
          "jdbc.Continuation",
          "jdbc.Database",
          "jdbc.DatabaseUrl",
          "jdbc.NameQuotes",
          "jdbc.TableName",
          "jdbc.TableName$Part",
          "job.FolderFiles",
          "job.JobRun",
          "job.ResumeInput",
          "job.RunMark",
          "job.TimeLimit",
          "ledger.LedgerFiles$Entry",
          "ledger.LocalFiles",
          "preview.InWarehouse",
          "preview.PreviewSettings",
          "protocols.PlanFile",
          "protocols.PlannedEvents",
          "reconcile.ReconcileSettings",
          "reconcile.ReconcileVerdict",
          "reconcile.Resending",
          "replay.ReplaySettings",
          "sandbox.NamedSecret",
          "rows.SourceSettings",
          "runner.FlinkStreaming",
          "runs.PastRun",
          "runs.PastRuns",
          "segment.ProxyVariable",
          "send.SendSettings",
          "stream.FlinkFolder",
          "stream.StateFolder$Checkpoint",
          "stream.StreamSettings",
          "stream.StreamSettings$MetricsAddress",
          "table.Column",
          "table.InputTable",
          "table.PartitionQuery",
          "table.PollMemory$Table",
          "table.PolledTable",
          "table.RowLayout",
          "table.TableDescription",
          "warehouse.EventTable",
          "warehouse.EventTableRead",
          "warehouse.WarehouseSchema");

  /**
   * No text of a row: the name of an event, a time, or lines that are masked when they are told.
   */
  private static final Set<String> WITHOUT_ADDRESSES =
      Set.of(
          "cluster.JobEnd",
          "event.DuplicateTimes$Example",
          "job.RunVerdict",
          "match.Difference",
          "match.FindingCount",
          "metrics.RunningCounts",
          "metrics.WaitingCounts$Held",
          "preview.Forecast",
          "preview.Forecast$Month",
          "preview.PreviewEnd$Ended",
          "preview.PreviewReport",
          "protocols.PlanFindings$Counted",
          "protocols.PlanFindings$OfEvent",
          "reconcile.Findings",
          "reconcile.ReconcileEnd$Ended",
          "reconcile.ReconcileReport",
          "report.RunReport",
          "report.StreamPart",
          "sandbox.SandboxStats",
          "segment.PaceTime",
          "shard.ShardBlocks$Full",
          "stream.LiveFigures");

  @Test
  void noRecordShowsAnAddress() throws Exception {
    Set<String> showing = new TreeSet<>();
    int made = 0;
    for (Class<?> type : records()) {
      Object record = make(type, DEPTH);
      if (record != null) {
        made++;
        if (record.toString().contains("rita.reader")) {
          showing.add(type.getName().replaceFirst("io\\.github\\.mailmodosource\\.", ""));
        }
      }
    }
    showing.removeAll(SETTINGS);
    showing.removeAll(WITHOUT_ADDRESSES);
    assertThat(showing, is(Set.of()));
    assertThat("most can be made like this", made, is(greaterThan(90)));
  }

  /** The sandbox's hold the secrets themselves; all others know only where they are. */
  @Test
  void noRecordShowsASecret() throws Exception {
    for (String name : List.of("SandboxSettings", "WarehouseSettings")) {
      Class<?> type = Class.forName("io.github.mailmodosource.sandbox." + name);
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      for (RecordComponent component : type.getRecordComponents()) {
        values.put(component.getName(), value(component.getGenericType(), 0));
      }
      values.replace("writeKey", JobProbe.WRITE_KEY);
      values.replace("password", JobProbe.WRITE_KEY);
      values.replace("url", "jdbc:postgresql://localhost/db");
      values.replace("lose", List.of());
      Object record = canonical(type).newInstance(values.values().toArray());
      assertThat(record.toString().contains(JobProbe.WRITE_KEY), is(not(true)));
    }
  }

  private static List<Class<?>> records() {
    List<Class<?>> records = new ArrayList<>();
    for (JavaClass found :
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("io.github.mailmodosource")) {
      if (found.isRecord()) {
        records.add(found.reflect());
      }
    }
    return records;
  }

  /** Null if it refuses such values, as settings that check themselves do. */
  private static @Nullable Object make(Class<?> type, int depth) throws Exception {
    RecordComponent[] components = type.getRecordComponents();
    @Nullable Object[] values = new @Nullable Object[components.length];
    for (int i = 0; i < components.length; i++) {
      Type of = components[i].getGenericType();
      values[i] = value(of instanceof ParameterizedType ? of : components[i].getType(), depth);
    }
    try {
      return canonical(type).newInstance(values);
    } catch (InvocationTargetException e) {
      return null;
    }
  }

  private static Constructor<?> canonical(Class<?> type) throws Exception {
    List<Class<?>> types = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      types.add(component.getType());
    }
    Constructor<?> constructor = type.getDeclaredConstructor(types.toArray(Class<?>[]::new));
    constructor.setAccessible(true);
    return constructor;
  }

  private static @Nullable Object value(Type generic, int depth) throws Exception {
    Class<?> type = raw(generic);
    Object known = KNOWN.get(type);
    if (known != null) {
      return known;
    } else if (type.isEnum()) {
      return type.getEnumConstants()[0];
    } else if (type.isRecord() && depth > 0) {
      return make(type, depth - 1);
    } else if (generic instanceof ParameterizedType of) {
      return collection(type, of, depth);
    }
    return null;
  }

  private static @Nullable Object collection(Class<?> type, ParameterizedType of, int depth)
      throws Exception {
    Object first = value(of.getActualTypeArguments()[0], depth);
    if (type == List.class) {
      return first == null ? List.of() : List.of(first);
    } else if (type == Set.class) {
      return first == null ? Set.of() : Set.of(first);
    } else if (type == Map.class) {
      Object second = value(of.getActualTypeArguments()[1], depth);
      return first == null || second == null ? Map.of() : Map.of(first, second);
    }
    return null;
  }

  private static Class<?> raw(Type type) {
    return type instanceof Class<?> plain
        ? plain
        : type instanceof ParameterizedType of ? (Class<?>) of.getRawType() : Object.class;
  }

  private static final Map<Class<?>, Object> KNOWN =
      Map.ofEntries(
          Map.entry(String.class, ADDRESS),
          Map.entry(Object.class, ADDRESS),
          Map.entry(byte[].class, ADDRESS.getBytes(StandardCharsets.UTF_8)),
          Map.entry(JsonNode.class, JsonNodeFactory.instance.objectNode().put("email", ADDRESS)),
          Map.entry(Path.class, Path.of(ADDRESS)),
          Map.entry(SourceRow.class, row()),
          Map.entry(
              TrackEvent.class,
              TrackEvent.of(
                  "{\"type\":\"track\",\"event\":\"x\",\"messageId\":\"" + ADDRESS + "\"}")),
          Map.entry(SecretReference.class, SecretReference.parse("env:KEY")),
          Map.entry(Instant.class, Instant.EPOCH),
          Map.entry(Duration.class, Duration.ofSeconds(1)),
          Map.entry(int.class, 1),
          Map.entry(Integer.class, 1),
          Map.entry(long.class, 1L),
          Map.entry(Long.class, 1L),
          Map.entry(double.class, 1.0),
          Map.entry(Double.class, 1.0),
          Map.entry(boolean.class, true),
          Map.entry(Boolean.class, true));

  private static SourceRow row() {
    List<SourceRow> rows = new ArrayList<>();
    new RowBlock(
            ADDRESS, 0, 1, RowFormat.JSON_LINES, null, 0, ADDRESS.getBytes(StandardCharsets.UTF_8))
        .forEachRow(rows::add);
    return rows.get(0);
  }
}
