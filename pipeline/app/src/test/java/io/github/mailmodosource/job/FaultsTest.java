package io.github.mailmodosource.job;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.mailmodosource.commandline.UsageException;
import io.github.mailmodosource.failure.JobStoppedException;
import io.github.mailmodosource.option.SettingException;
import org.junit.jupiter.api.Test;

class FaultsTest {
  private final Faults faults = Faults.collectAll();

  @Test
  void aSettingThatIsRightHasItsValueAndNoLine() {
    assertThat(faults.check(() -> 7).get(), is(7));
    assertThat(faults.lines(), is(empty()));
  }

  @Test
  void everyFaultHasItsLineInTheOrderOfTheChecks() {
    faults.check("--a=", () -> refuse("x is unknown"));
    faults.check(() -> 7);
    faults.check("--b: ", () -> refuse("--bTable is missing"));
    faults.fault("--c is missing");

    assertThat(
        faults.lines(), contains("--a=x is unknown", "--bTable is missing", "--c is missing"));
  }

  @Test
  void aLineSaysWhichOptionASettingCameFrom() {
    faults.check(
        () -> {
          throw new SettingException("batchBytes", "=5 is out of range");
        });
    assertThat(faults.lines(), contains("--batchBytes=5 is out of range"));
  }

  @Test
  void whatWouldStopTheJobIsAFault() {
    faults.check(
        "--contacts: ",
        () -> {
          throw JobStoppedException.of("the database cannot be reached");
        });
    assertThat(faults.lines(), contains("--contacts: the database cannot be reached"));
  }

  @Test
  void aCheckThatNeedsAFaultySettingIsSkipped() {
    Checked<Integer> wrong = faults.check("--a=", () -> refuse("x is unknown"));
    Checked<Integer> skipped = faults.check("--b=", () -> wrong.get() + 1);
    faults.check("--c=", () -> skipped.get() + refuse("is never asked"));

    assertThat(faults.lines(), contains("--a=x is unknown"));
  }

  @Test
  void aFaultOfTwoSettingsIsSaidOnce() {
    faults.check("--a=", () -> refuse("--both is wrong"));
    faults.check("--b=", () -> refuse("--both is wrong"));
    assertThat(faults.lines(), contains("--both is wrong"));
  }

  @Test
  void aJobStopsAtTheFirstFault() {
    Faults first = Faults.stopAtFirst();
    UsageException thrown =
        assertThrows(
            UsageException.class,
            () -> {
              first.check("--a=", () -> refuse("x is unknown"));
              fail("checks went on");
            });
    assertThat(thrown.getMessage(), is("--a=x is unknown"));
    assertThat(
        assertThrows(UsageException.class, () -> first.fault("--b is missing")).getMessage(),
        is("--b is missing"));
  }

  @Test
  void aBugIsNotAFault() {
    assertThrows(
        IllegalStateException.class,
        () ->
            faults.check(
                () -> {
                  throw new IllegalStateException("a bug");
                }));
  }

  private static int refuse(String message) {
    throw new IllegalArgumentException(message);
  }
}
