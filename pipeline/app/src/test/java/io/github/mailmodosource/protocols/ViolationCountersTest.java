package io.github.mailmodosource.protocols;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.metrics.ProcessCounts;
import io.github.mailmodosource.metrics.RunCounters;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A runner carries every counter through the whole job: rows must not decide how many there are.
 */
class ViolationCountersTest {
  private static final TrackEvent EVENT =
      TrackEvent.of("{\"type\":\"track\",\"event\":\"Email Sent\",\"messageId\":\"m\"}");

  @BeforeEach
  @AfterEach
  void forgetCounts() {
    ProcessCounts.clear();
  }

  @Test
  void namesThatAreTooManyCountTogether() {
    ViolationCounters counters = new ViolationCounters();
    for (int name = 0; name < 300; name++) {
      counters.count(EVENT, Set.of(unplanned("properties.field_" + name)));
    }
    counters.count(EVENT, Set.of(unplanned("properties.field_0")));

    Map<String, Long> counted = ProcessCounts.in(RunCounters.TRACKING_PLAN);
    assertThat(counted.get("compared/Email Sent"), is(301L));
    assertThat(counted.get("violating/Email Sent"), is(301L));
    assertThat(counted.get("unplanned_property/Email Sent/properties.field_0"), is(2L));
    assertThat(counted.get("unplanned_property/Email Sent/properties.field_199"), is(1L));
    assertThat(counted.get("unplanned_property/Email Sent/(others)"), is(100L));
    assertThat("200 names, (others), compared, violating", counted.size(), is(203));
  }

  @Test
  void anEventThatFitsCountsOnlyAsCompared() {
    new ViolationCounters().count(EVENT, Set.of());

    assertThat(ProcessCounts.in(RunCounters.TRACKING_PLAN), is(Map.of("compared/Email Sent", 1L)));
  }

  private static Violation unplanned(String property) {
    return new Violation(ViolationKind.UNPLANNED_PROPERTY, property);
  }
}
