package io.github.mailmodosource.job;

import io.github.mailmodosource.cluster.SenderNews;
import io.github.mailmodosource.ledger.LedgerFolder;
import io.github.mailmodosource.ledger.SenderNotes;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the folder of a ledger tells of a sender on another machine. */
record LedgerNews(LedgerFolder ledger, SenderNotes sender) implements SenderNews {
  /**
   * Those of a folder. What an earlier run had to say is not news.
   *
   * @param folder null for no ledger
   */
  static SenderNews of(@Nullable String folder) {
    if (folder == null) {
      return NONE;
    }
    LedgerNews news = new LedgerNews(LedgerFolder.of(folder), SenderNotes.in(folder));
    List<String> old = news.notes();
    return news;
  }

  @Override
  public long accepted() {
    try {
      return ledger.count(null);
    } catch (IOException e) {
      return 0;
    }
  }

  @Override
  public List<String> notes() {
    try {
      return sender.take();
    } catch (IOException e) {
      return List.of();
    }
  }
}
