package io.github.mailmodosource.check;

import io.github.mailmodosource.activity.Activity;
import io.github.mailmodosource.contact.IdentifiedActivity;
import io.github.mailmodosource.contact.Identity;
import io.github.mailmodosource.event.SharedFields;
import io.github.mailmodosource.event.TrackEvent;
import io.github.mailmodosource.job.Checked;
import io.github.mailmodosource.job.Faults;
import io.github.mailmodosource.job.SegmentInput;
import io.github.mailmodosource.job.TrackingPlanInput;
import io.github.mailmodosource.protocols.PlanFile;
import io.github.mailmodosource.protocols.PlanFindings;
import io.github.mailmodosource.protocols.SampleFindings;
import io.github.mailmodosource.track.TrackEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The Tracking Plan: whether it can be read, and what it says of the first activities. */
final class PlanCheck {
  private static final String PLAN = "plan";

  /** What a plan says of a person is not asked here: the gate knows who it is. */
  private static final Identity ANYBODY = new Identity("anybody", false);

  private PlanCheck() {}

  static void make(CheckOptions options, List<Activity> activities, CheckLines lines) {
    if (options.getTrackingPlan() == null) {
      return;
    }
    PlanFile plan =
        lines.of(
            PLAN,
            faults -> {
              Checked<PlanFile> file = TrackingPlanInput.of(options, faults);
              return file == null ? faults.fault("--trackingPlan is empty") : file;
            });
    // What is wrong with --integrations is told with the sending.
    SharedFields shared = SegmentInput.shared(options, Faults.collectAll()).orNull();
    if (plan == null) {
      return;
    }
    lines.right(PLAN, words(options.getTrackingPlan(), plan));
    plan.alike()
        .forEach(
            (event, other) ->
                lines.doubtful(
                    PLAN,
                    "it has '"
                        + other
                        + "' and not '"
                        + event
                        + "'; to Segment an event is planned only if its name is the same to the"
                        + " letter"));
    if (shared != null) {
      compare(plan, shared, eventsOf(options, activities), lines);
    }
  }

  private static List<TrackEvent> eventsOf(CheckOptions options, List<Activity> activities) {
    TrackEvents events = new TrackEvents(options.getIdNamespace());
    List<TrackEvent> made = new ArrayList<>();
    activities.forEach(a -> made.add(events.of(new IdentifiedActivity<>(a, ANYBODY))));
    return made;
  }

  private static void compare(
      PlanFile plan, SharedFields shared, List<TrackEvent> events, CheckLines lines) {
    PlanFindings findings = SampleFindings.of(plan.events(), shared, events);
    if (findings == null) {
      return;
    }
    String what = "of the first activities, " + findings.sum();
    if (findings.hasViolations()) {
      lines.doubtful(PLAN, what);
      findings.lines().forEach(line -> lines.doubtful(PLAN, line));
    } else {
      lines.right(PLAN, what);
    }
  }

  private static String words(String file, PlanFile plan) {
    String others =
        plan.others().entrySet().stream()
            .map(rule -> rule.getValue() + " " + rule.getKey())
            .collect(Collectors.joining(", "));
    int planned = plan.events().rules().size();
    return file
        + ": "
        + Counted.of(plan.tracked(), "rule")
        + " of track calls, "
        + planned
        + " of them of the seven events"
        + (plan.events().common() == null ? "" : "; a common one, which is compared too")
        + (others.isEmpty() ? "" : "; of other calls, and not compared: " + others);
  }
}
