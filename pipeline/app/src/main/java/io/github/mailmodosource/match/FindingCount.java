package io.github.mailmodosource.match;

import io.github.mailmodosource.coding.VersionedCoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * What is counted together: the findings of a day and event, or, beside these, of a campaign.
 *
 * @param day empty if a campaign is counted
 * @param campaign empty if a day and event are counted
 * @param campaignName what people call the campaign; empty if that is not known
 */
public record FindingCount(
    Finding finding, String day, String event, String campaign, String campaignName) {
  public static FindingCount ofDay(Difference found) {
    return new FindingCount(found.finding(), found.day(), found.event(), "", "");
  }

  public static FindingCount ofCampaign(Difference found) {
    return new FindingCount(
        found.finding(), "", found.event(), found.campaign(), found.campaignName());
  }

  public boolean isOfCampaign() {
    return !campaign.isEmpty();
  }

  /** Finding, day, event, campaign, its name. */
  public static final class FindingCountCoder extends VersionedCoder<FindingCount> {
    private static final FindingCountCoder INSTANCE = new FindingCountCoder();

    private FindingCountCoder() {
      super(2);
    }

    public static FindingCountCoder of() {
      return INSTANCE;
    }

    @Override
    protected void write(FindingCount count, OutputStream out) throws IOException {
      writeText(count.finding().key(), out);
      writeText(count.day(), out);
      writeText(count.event(), out);
      writeText(count.campaign(), out);
      writeText(count.campaignName(), out);
    }

    @Override
    protected FindingCount read(InputStream in) throws IOException {
      return new FindingCount(
          Finding.ofKey(readText(in)), readText(in), readText(in), readText(in), readText(in));
    }
  }

  /** Runners log elements when they are told to: no campaign, which may be a name. */
  @Override
  public String toString() {
    return "FindingCount[" + finding + ", " + day + ", " + event + "]";
  }
}
