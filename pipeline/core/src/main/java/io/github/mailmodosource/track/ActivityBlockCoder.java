package io.github.mailmodosource.track;

import io.github.mailmodosource.activity.Activity;
import io.github.mailmodosource.activity.ActivityCoder;
import io.github.mailmodosource.activity.EventType;
import io.github.mailmodosource.coding.VersionedCoder;
import io.github.mailmodosource.contact.IdentifiedActivity;
import io.github.mailmodosource.contact.Identity;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** The event's code, number of activities; of each its identity, then the activity. */
public final class ActivityBlockCoder extends VersionedCoder<ActivityBlock> {
  private static final ActivityBlockCoder INSTANCE = new ActivityBlockCoder();
  private static final ActivityCoder<Activity> ACTIVITY = ActivityCoder.of();

  private ActivityBlockCoder() {
    super(2);
  }

  public static ActivityBlockCoder of() {
    return INSTANCE;
  }

  @Override
  protected void write(ActivityBlock block, OutputStream out) throws IOException {
    writeCode(block.type().code(), out);
    writeNumber(block.activities().size(), out);
    for (IdentifiedActivity<Activity> identified : block.activities()) {
      writeText(identified.identity().id(), out);
      writeNumber(identified.identity().anonymous() ? 1 : 0, out);
      ACTIVITY.encode(identified.activity(), out);
    }
  }

  @Override
  protected ActivityBlock read(InputStream in) throws IOException {
    EventType type = EventType.ofCode(readCode(in));
    long size = readNumber(in);
    List<IdentifiedActivity<Activity>> activities = new ArrayList<>();
    for (long i = 0; i < size; i++) {
      Identity identity = new Identity(readText(in), readNumber(in) == 1);
      activities.add(new IdentifiedActivity<>(ACTIVITY.decode(in), identity));
    }
    return new ActivityBlock(type, activities);
  }
}
