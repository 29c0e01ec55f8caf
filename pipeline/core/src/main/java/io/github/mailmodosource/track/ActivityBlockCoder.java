package io.github.mailmodosource.track;

import io.github.mailmodosource.activity.Activity;
import io.github.mailmodosource.activity.ActivityCoder;
import io.github.mailmodosource.activity.EventType;
import io.github.mailmodosource.coding.VersionedCoder;
import io.github.mailmodosource.contact.IdentifiedActivity;
import io.github.mailmodosource.contact.Identity;
import io.github.mailmodosource.deadletter.DeadLetter;
import io.github.mailmodosource.deadletter.DeadLetterCoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The event's code, number of activities, of each its identity, then the activity; or {@value
 * #LETTERS}, number of letters, the letters.
 */
public final class ActivityBlockCoder extends VersionedCoder<ActivityBlock> {
  /** No event has it. */
  private static final int LETTERS = 255;

  private static final ActivityBlockCoder INSTANCE = new ActivityBlockCoder();
  private static final ActivityCoder<Activity> ACTIVITY = ActivityCoder.of();

  private ActivityBlockCoder() {
    super(3);
  }

  public static ActivityBlockCoder of() {
    return INSTANCE;
  }

  @Override
  protected void write(ActivityBlock block, OutputStream out) throws IOException {
    EventType type = block.type();
    if (type == null) {
      writeCode(LETTERS, out);
      writeNumber(block.letters().size(), out);
      for (DeadLetter letter : block.letters()) {
        DeadLetterCoder.of().encode(letter, out);
      }
      return;
    }
    writeCode(type.code(), out);
    writeNumber(block.activities().size(), out);
    for (IdentifiedActivity<Activity> identified : block.activities()) {
      writeText(identified.identity().id(), out);
      writeNumber(identified.identity().anonymous() ? 1 : 0, out);
      ACTIVITY.encode(identified.activity(), out);
    }
  }

  @Override
  protected ActivityBlock read(InputStream in) throws IOException {
    int code = readCode(in);
    long size = readNumber(in);
    return code == LETTERS
        ? ActivityBlock.ofLetters(letters(size, in))
        : new ActivityBlock(EventType.ofCode(code), activities(size, in));
  }

  private static List<DeadLetter> letters(long size, InputStream in) throws IOException {
    List<DeadLetter> letters = new ArrayList<>();
    for (long i = 0; i < size; i++) {
      letters.add(DeadLetterCoder.of().decode(in));
    }
    return letters;
  }

  private static List<IdentifiedActivity<Activity>> activities(long size, InputStream in)
      throws IOException {
    List<IdentifiedActivity<Activity>> activities = new ArrayList<>();
    for (long i = 0; i < size; i++) {
      Identity identity = new Identity(readText(in), readNumber(in) == 1);
      activities.add(new IdentifiedActivity<>(ACTIVITY.decode(in), identity));
    }
    return activities;
  }
}
