import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Makes large activity and contact files, and the funnel that they must give.
 *
 * <p>The same options give the same bytes on any machine: the only source of chance is {@link
 * SplittableRandom#nextLong()}, whose algorithm is fixed, and no default of the platform (charset,
 * locale, line end, zone) is used.
 */
final class Generate {
  static final String HELP =
      """
      Usage: scripts/generate --rows=N --out=DIR [--option=value ...]

      Makes DIR/activity.jsonl and DIR/contacts.jsonl (or .csv), and DIR/expected.json: the funnel
      that a run over them must give. The same options give the same bytes on any machine.

        --rows=N            activity rows, blank lines and headers not counted
        --out=DIR           the folder; made if missing, files in it are replaced
        --contacts=N        contacts that Segment knows (default: a fifth of the rows)
        --seed=S            a whole number (default 1)
        --format=FORMAT     jsonl (default) or csv
        --duplicates=SHARE  share of rows that repeat an earlier one (default 0.01)
        --bad=SHARE         share of rows that cannot be read (default 0)
        --help              this text

      Of the rows, about 10 % belong to contacts that Segment does not know, and 5 % lie before
      their contact's first identify call (none if there are fewer than ten contacts).
      """;

  // A whole month, far enough from any change of clocks in UTC.
  static final long START = 1_790_812_800_000L; // 2026-10-01T00:00:00Z
  static final long SPAN = 30L * 24 * 3600 * 1000;

  static final String[] EVENTS = {
    "Email Sent",
    "Email Opened",
    "Link Clicked",
    "Email Form Submitted",
    "Email Marked as Spam",
    "Email Bounced",
    "Email Unsubscribed"
  };
  static final int OPENED = 1;
  static final int CLICKED = 2;
  static final int SUBMITTED = 3;
  static final int BOUNCED = 5;
  static final int UNSUBSCRIBED = 6;
  static final int UNKNOWN = 7;
  static final String[] SHORT_FORMS = {
    "sent", "opened", "clicked", "submitted", "complained", "bounced", "unsubscribed"
  };

  /** Rows in a thousand, added up: 60 % sent, 25 % opened, 8 % clicked, and so on. */
  static final int[] MIX = {600, 850, 930, 950, 955, 985, 1000};

  static final String[] OUTCOMES = {
    "invalid",
    "outside_window",
    "not_identified",
    "identified_later",
    "duplicate",
    "sent",
    "undelivered"
  };
  static final int INVALID = 0;
  static final int NOT_IDENTIFIED = 2;
  static final int IDENTIFIED_LATER = 3;
  static final int DUPLICATE = 4;
  static final int SENT = 5;

  /** What can be wrong with a row; the first one's code depends on the format. */
  static final String[] FAULTS = {
    "bad_json", "unknown_event", "missing_email", "bad_time", "bad_boolean"
  };

  static final int BAD_SYNTAX = 0;
  static final int UNKNOWN_EVENT = 1;
  static final int MISSING_EMAIL = 2;
  static final int BAD_TIME = 3;
  static final int BAD_BOOLEAN = 4;
  static final int NO_FAULT = -1;

  static final String[] ACTIVITY_COLUMNS = {
    "id",
    "event",
    "email",
    "occurred_at",
    "email_id",
    "email_subject",
    "email_type",
    "template_id",
    "template_name",
    "campaign_id",
    "campaign_name",
    "campaign_type",
    "campaign_trigger_source",
    "apple_privacy_open",
    "link_id",
    "link_url",
    "form_id",
    "form_name",
    "submission_type",
    "reason",
    "is_hard_bounce",
    "user_agent"
  };
  static final String[] CONTACT_COLUMNS = {"email", "user_id", "anonymous_id", "identified_at"};

  // Escapes, because java reads a source file in the charset of the machine.
  static final String[] SUBJECTS = {
    "Hi ${first_name}, please rate your experience with us \ud83d\ude03, it takes one minute and"
        + " one tap",
    "Hey ${First Name}, three things that you can still do in this e-mail, without leaving it",
    "Your order is confirmed \u2705 \u2013 here is what happens next, and how to change the"
        + " address",
    "You left \"something\" in your cart \ud83d\uded2 and we kept it for you, but only until Sunday"
        + " night",
    "Welcome aboard \ud83c\udf89, ${first_name}! Five short steps to a first campaign that people"
        + " answer",
    "Die sch\u00f6nsten Angebote f\u00fcr Sie, ${first_name}: nur noch bis Sonntag, solange Vorrat"
        + " reicht"
  };
  static final String[] CAMPAIGNS = {
    "Festive sale, early access ",
    "abc2 ",
    "Test",
    "Order confirmed",
    "Welcome journey \u2013 day 1"
  };
  static final String[] TEMPLATES = {
    "Festive carousel", "Receipt, v2", "Cart, reminder", "Welcome", "Rating with a widget"
  };
  static final String[] SOURCES = {
    "Journey", "Webhook", "Rest API", "CleverTap", "Hubspot", "MoEngage", "WebEngage", "RestAPI"
  };
  static final String[] TYPES = {"Promotional", "Transactional", "AMP", "HTML"};
  static final String[] BOUNCES = {
    "550 5.1.1 user unknown", "452 4.2.2 mailbox full, try later", "554 5.7.1 refused as spam"
  };
  static final String[] UNSUBSCRIBES = {
    "Uploaded Unsubscribe List via CSV", "Unsubscribe Via CSV Upload", "Too many e-mails"
  };

  final Options options;
  final SplittableRandom random;
  final long early;
  final long late;
  final List<Campaign> campaigns = new ArrayList<>();
  final long[][] counts = new long[EVENTS.length + 1][OUTCOMES.length];
  final long[] faults = new long[FAULTS.length];
  final Earlier[] earlier = new Earlier[1024];
  int earlierSize;
  long identified;
  long ignored;
  long oddTypes;
  long unknownFields;

  Generate(Options options) {
    this.options = options;
    this.random = new SplittableRandom(options.seed);
    this.late = options.contacts / 10;
    this.early = options.contacts - late;
    for (int i = 0; i < 60; i++) {
      campaigns.add(Campaign.of(i, options.seed));
    }
  }

  public static void main(String[] args) {
    if (Arrays.asList(args).contains("--help")) {
      System.out.print(HELP);
      return;
    }
    Options options;
    try {
      options = Options.parse(args);
    } catch (IllegalArgumentException e) {
      System.err.println("generate: " + e.getMessage() + " (--help lists the options)");
      System.exit(2);
      return;
    }
    try {
      new Generate(options).run();
    } catch (IOException e) {
      System.err.println("generate: cannot write to " + options.out + ": " + e);
      System.exit(1);
    }
  }

  void run() throws IOException {
    Path out = Path.of(options.out);
    Files.createDirectories(out);
    try (OutputStream file = open(out.resolve("contacts." + options.format))) {
      writeContacts(file);
    }
    try (OutputStream file = open(out.resolve("activity." + options.format))) {
      writeActivity(file);
    }
    Files.writeString(out.resolve("expected.json"), expected(), UTF_8);
  }

  static OutputStream open(Path path) throws IOException {
    return new BufferedOutputStream(Files.newOutputStream(path), 1 << 20);
  }

  // ---- Contacts -------------------------------------------------------------------------------

  /**
   * The first contacts were identified before the month began. The others ("late") are identified
   * one after the other during it, so that for any time there is one that is not identified yet.
   */
  long identifiedAt(long contact) {
    if (contact < early) {
      return START - 1 - Long.remainderUnsigned(mix(contact, 11), 300L * 24 * 3600 * 1000);
    }
    return START + ceilDiv((contact - early + 1) * SPAN, late);
  }

  void writeContacts(OutputStream file) throws IOException {
    Row row = new Row(options.csv(), CONTACT_COLUMNS);
    row.writeHeader(file);
    for (long i = 0; i < options.contacts; i++) {
      long kind = Long.remainderUnsigned(mix(i, 12), 100);
      // 3 % share the userId of the contact before them; 3 % have no userId.
      boolean anonymous = kind >= 97;
      String userId = anonymous ? null : userId(kind < 3 && i > 0 ? i - 1 : i, 13);
      String anonymousId = anonymous || kind % 4 == 0 ? uuid(i, 14, 4) : null;
      writeIdentify(row, file, i, userId, anonymousId, identifiedAt(i));
      if (kind >= 95 && kind < 97) { // the userId changes within the month
        long at = START + Long.remainderUnsigned(mix(i, 15), SPAN);
        writeIdentify(row, file, i, userId(i, 16), null, Math.max(at, identifiedAt(i) + 1));
      }
      if (kind == 50) { // another call, or a contact without an e-mail
        ignored++;
        if (options.csv()) {
          row.start().string(1, userId(i, 13)).string(3, iso(identifiedAt(i))).writeTo(file);
        } else {
          row.text(
                  "{\"type\":\"track\",\"event\":\"Product Viewed\",\"userId\":\""
                      + userId(i, 17)
                      + "\",\"context\":{\"traits\":{\"email\":\""
                      + email(i)
                      + "\"}},\"receivedAt\":\""
                      + iso(identifiedAt(i))
                      + "\"}")
              .writeTo(file);
        }
      }
    }
  }

  void writeIdentify(
      Row row, OutputStream file, long contact, String userId, String anonymousId, long at)
      throws IOException {
    identified++;
    if (options.csv()) {
      row.start().string(0, email(contact));
      if (userId != null) {
        row.string(1, userId);
      }
      if (anonymousId != null) {
        row.string(2, anonymousId);
      }
      row.string(3, iso(at)).writeTo(file);
      return;
    }
    row.text(
            "{\"type\":\"identify\",\"messageId\":\"ajs-"
                + uuid(at, (int) contact, 4)
                + "\",\"anonymousId\":"
                + quotedOrNull(anonymousId)
                + ",\"userId\":"
                + quotedOrNull(userId)
                + ",\"traits\":{\"email\":\""
                + email(contact)
                + "\",\"plan\":\"lite\",\"logins\":5},\"context\":{\"ip\":\"203.0.113.7\"},"
                + "\"timestamp\":\""
                + iso(at - 129)
                + "\",\"receivedAt\":\""
                + iso(at)
                + "\"}")
        .writeTo(file);
  }

  static String quotedOrNull(String id) {
    return id == null ? "null" : '"' + id + '"';
  }

  String email(long contact) {
    return "r" + name(contact) + (contact % 3 == 0 ? "@example.org" : "@example.com");
  }

  /** Seven letters and digits, another seven for every number below 36^7. */
  static String name(long number) {
    long size = 78_364_164_096L; // 36^7; the factor below shares no divisor with 36
    long n = Math.floorMod(Math.floorMod(number, size) * 30_000_001L + 7_654_321L, size);
    char[] c = new char[7];
    for (int i = 6; i >= 0; i--) {
      c[i] = Character.forDigit((int) (n % 36), 36);
      n /= 36;
    }
    return new String(c);
  }

  String userId(long contact, int salt) {
    return hex(mix(contact, salt), 12);
  }

  // ---- Activity -------------------------------------------------------------------------------

  void writeActivity(OutputStream file) throws IOException {
    Row row = new Row(options.csv(), ACTIVITY_COLUMNS);
    row.writeHeader(file);
    for (long i = 0; i < options.rows; i++) {
      if (chance(options.bad)) {
        writeInvalid(row, i);
      } else if (earlierSize > 0 && chance(options.duplicates)) {
        Earlier again = earlier[below(earlierSize)];
        row.start().bytes(again.bytes);
        count(again.event, DUPLICATE, again.campaign, again.unknownField);
      } else {
        writeValid(row, i);
      }
      row.writeTo(file);
    }
  }

  void writeValid(Row row, long number) {
    int event = event();
    Campaign campaign = campaigns.get(below(campaigns.size()));
    boolean unknownField = below(50) == 0;
    boolean ownId = below(10) != 0;
    // Rows without an own id are told apart by their millisecond, so they never have whole seconds.
    int shape = ownId ? below(100) : below(99);
    long at = time(number);
    if (shape == 99) {
      at -= at % 1000;
    }

    int share = below(100);
    long lateNow = late == 0 ? 0 : (at - START) * late / SPAN; // late contacts identified by now
    int outcome;
    long contact;
    String email;
    if (share < 10 || options.contacts == 0) {
      outcome = NOT_IDENTIFIED;
      contact = -1 - below(Math.max(1, options.contacts / 5));
      email = "x" + name(-contact) + "@example.net";
    } else if (share < 15 && late > 0) {
      outcome = IDENTIFIED_LATER;
      contact = early + lateNow + below(late - lateNow);
      email = email(contact);
    } else {
      outcome = SENT;
      contact = below(early + lateNow);
      email = email(contact);
    }

    writeRow(
        row, number, event, campaign, at, shape, contact, email, ownId, unknownField, NO_FAULT);
    count(event, outcome, campaign, unknownField);
    if (outcome == SENT && options.duplicates > 0 && below(16) == 0) {
      Earlier kept = new Earlier(row.toBytes(), event, campaign, unknownField);
      if (earlierSize < earlier.length) {
        earlier[earlierSize++] = kept;
      } else {
        earlier[below(earlier.length)] = kept;
      }
    }
  }

  void writeInvalid(Row row, long number) {
    int fault = below(FAULTS.length);
    int event = fault == BAD_BOOLEAN ? OPENED : event();
    long contact = below(Math.max(1, options.contacts));
    // The first campaign's type is a usual one: an invalid row shall give no warning.
    writeRow(
        row,
        number,
        event,
        campaigns.get(0),
        time(number),
        0,
        contact,
        email(contact),
        true,
        false,
        fault);
    if (fault == BAD_SYNTAX) {
      row.cut();
    }
    faults[fault]++;
    counts[fault == BAD_SYNTAX || fault == UNKNOWN_EVENT ? UNKNOWN : event][INVALID]++;
  }

  void writeRow(
      Row row,
      long number,
      int event,
      Campaign campaign,
      long at,
      int shape,
      long contact,
      String email,
      boolean ownId,
      boolean unknownField,
      int fault) {
    row.start();
    if (ownId) {
      row.string(0, uuid(number, 20, 4));
    }
    int form = below(20);
    if (fault == UNKNOWN_EVENT) {
      row.string(1, "Email Delivered");
    } else if (form == 0) {
      row.string(1, SHORT_FORMS[event]);
    } else if (form < 3) {
      row.string(1, EVENTS[event].toLowerCase(Locale.ROOT).replace(' ', '_'));
    } else {
      row.string(1, EVENTS[event]);
    }
    if (fault != MISSING_EMAIL) {
      row.string(2, below(50) == 0 ? email.toUpperCase(Locale.ROOT) : email);
    }
    if (fault == BAD_TIME) {
      row.string(3, "not recorded");
    } else {
      writeTime(row, at, shape);
    }
    row.string(4, uuid(contact, 21, 5));
    campaign.write(row);
    switch (event) {
      case OPENED -> {
        if (fault == BAD_BOOLEAN) {
          row.string(13, "maybe");
        } else {
          row.literal(13, below(3) == 0 ? "true" : "false");
        }
      }
      case CLICKED -> {
        int link = 1 + below(12);
        row.string(14, "lnk-" + link);
        row.string(
            15,
            "https://shop.example.com/"
                + campaign.key
                + "/"
                + link
                + "?utm_source=mailmodo&utm_medium=email&ref="
                + hex(random.nextLong(), 16));
      }
      case SUBMITTED -> {
        row.string(16, "form" + campaign.key);
        row.string(17, "Rating");
        row.string(18, below(10) == 0 ? "web" : "amp");
      }
      case BOUNCED -> {
        int reason = below(BOUNCES.length);
        row.value(19, Value.of(BOUNCES[reason]));
        row.literal(20, reason == 0 ? "true" : "false");
      }
      case UNSUBSCRIBED -> row.value(19, Value.of(UNSUBSCRIBES[below(UNSUBSCRIBES.length)]));
      default -> {}
    }
    if (unknownField) {
      row.string(21, "Mozilla/5.0 (iPhone)");
    }
  }

  /** Mostly ISO-8601 with milliseconds and Z; 8 in 100 rows have another shape. */
  static void writeTime(Row row, long at, int shape) {
    switch (shape) {
      case 91, 92 -> {
        String local = iso(at + 19_800_000L);
        row.string(3, local.substring(0, 23) + "+05:30");
      }
      case 93, 94 -> row.literal(3, Long.toString(at));
      case 95 -> row.string(3, Long.toString(at));
      case 96 -> row.literal(3, Long.toString(at * 1000 + 567));
      case 97 -> row.string(3, iso(at).replace('T', ' ').substring(0, 23));
      case 98 -> row.string(3, iso(at).substring(0, 23) + "9999Z");
      case 99 -> row.literal(3, Long.toString(at / 1000));
      default -> row.string(3, iso(at));
    }
  }

  /** A millisecond of the row's own, rising with the row's number. */
  long time(long number) {
    long slot = Math.max(1, SPAN / options.rows);
    return START + number * slot + below(slot);
  }

  int event() {
    int n = below(1000);
    int event = 0;
    while (n >= MIX[event]) {
      event++;
    }
    return event;
  }

  void count(int event, int outcome, Campaign campaign, boolean unknownField) {
    counts[event][outcome]++;
    oddTypes += campaign.oddType ? 1 : 0;
    unknownFields += unknownField ? 1 : 0;
  }

  // ---- The funnel that a run must give ----------------------------------------------------------

  String expected() {
    StringBuilder text = new StringBuilder("{\n  \"funnel\": ");
    long[] total = new long[OUTCOMES.length];
    for (long[] one : counts) {
      for (int i = 0; i < total.length; i++) {
        total[i] += one[i];
      }
    }
    text.append(funnel(total)).append(",\n  \"events\": {");
    String separator = "\n    ";
    for (int i = 0; i < counts.length; i++) {
      if (Arrays.stream(counts[i]).sum() > 0) {
        String name = i == UNKNOWN ? "unknown" : EVENTS[i];
        text.append(separator).append('"').append(name).append("\": ").append(funnel(counts[i]));
        separator = ",\n    ";
      }
    }
    Map<String, Long> letters = new LinkedHashMap<>();
    for (int i = 0; i < FAULTS.length; i++) {
      if (faults[i] > 0) {
        letters.put(i == BAD_SYNTAX && options.csv() ? "bad_csv" : FAULTS[i], faults[i]);
      }
    }
    Map<String, Long> contacts = new LinkedHashMap<>();
    contacts.put("read", identified + ignored);
    contacts.put("identified", identified);
    contacts.put("ignored", ignored);
    Map<String, Long> warnings = new LinkedHashMap<>();
    warnings.put("unexpected_campaign_type", oddTypes);
    warnings.put("unknown_fields", unknownFields);
    return text.append("\n  },\n  \"contacts\": ")
        .append(json(contacts))
        .append(",\n  \"warnings\": ")
        .append(json(warnings))
        .append(",\n  \"deadLetters\": ")
        .append(json(letters))
        .append("\n}\n")
        .toString();
  }

  static String funnel(long[] outcomes) {
    Map<String, Long> map = new LinkedHashMap<>();
    map.put("read", Arrays.stream(outcomes).sum());
    for (int i = 0; i < outcomes.length; i++) {
      map.put(OUTCOMES[i], outcomes[i]);
    }
    return json(map);
  }

  static String json(Map<String, Long> map) {
    StringBuilder text = new StringBuilder("{");
    map.forEach(
        (key, value) -> {
          text.append(text.length() > 1 ? ", \"" : "\"").append(key).append("\": ").append(value);
        });
    return text.append('}').toString();
  }

  // ---- Chance and numbers -----------------------------------------------------------------------

  /** A number from 0 to bound - 1. The bias is far below anything that shows in such files. */
  int below(int bound) {
    return (int) below((long) bound);
  }

  long below(long bound) {
    return (random.nextLong() >>> 1) % bound;
  }

  boolean chance(double share) {
    return share > 0 && (random.nextLong() >>> 11) * 0x1.0p-53 < share;
  }

  /** The same number for the same contact or row, whenever it is asked. */
  long mix(long number, int salt) {
    return mix(options.seed, number, salt);
  }

  static long mix(long seed, long number, int salt) {
    long z = (seed * 31 + salt) * 0x9e3779b97f4a7c15L + number * 0xd1342543de82ef95L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  String uuid(long number, int salt, int version) {
    return uuid(options.seed, number, salt, version);
  }

  static String uuid(long seed, long number, int salt, int version) {
    String a = hex(mix(seed, number, salt), 16);
    String b = hex(mix(seed, number, salt + 1000), 16);
    return a.substring(0, 8)
        + '-'
        + a.substring(8, 12)
        + '-'
        + version
        + a.substring(13)
        + '-'
        + "89ab".charAt(Character.digit(b.charAt(0), 16) & 3)
        + b.substring(1, 4)
        + '-'
        + b.substring(4);
  }

  static String hex(long number, int digits) {
    char[] c = new char[digits];
    for (int i = digits - 1; i >= 0; i--) {
      c[i] = Character.forDigit((int) (number & 15), 16);
      number >>>= 4;
    }
    return new String(c);
  }

  static long ceilDiv(long a, long b) {
    return (a + b - 1) / b;
  }

  /** {@code 2026-10-01T00:00:00.000Z}; by hand, because java.time takes most of the time else. */
  static String iso(long ms) {
    // Days to date: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
    long days = Math.floorDiv(ms, 86_400_000L) + 719_468;
    int rest = (int) Math.floorMod(ms, 86_400_000L);
    int dayOfEra = (int) Math.floorMod(days, 146_097L);
    int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int shifted = (5 * dayOfYear + 2) / 153;
    int day = dayOfYear - (153 * shifted + 2) / 5 + 1;
    int month = shifted < 10 ? shifted + 3 : shifted - 9;
    int year = (int) (yearOfEra + Math.floorDiv(days, 146_097L) * 400) + (month <= 2 ? 1 : 0);
    char[] c = "0000-00-00T00:00:00.000Z".toCharArray();
    digits(c, 0, 4, year);
    digits(c, 5, 2, month);
    digits(c, 8, 2, day);
    digits(c, 11, 2, rest / 3_600_000);
    digits(c, 14, 2, rest / 60_000 % 60);
    digits(c, 17, 2, rest / 1000 % 60);
    digits(c, 20, 3, rest % 1000);
    return new String(c);
  }

  static void digits(char[] c, int from, int length, int number) {
    for (int i = from + length - 1; i >= from; i--) {
      c[i] = (char) ('0' + number % 10);
      number /= 10;
    }
  }

  /** A row that may be repeated. */
  record Earlier(byte[] bytes, int event, Campaign campaign, boolean unknownField) {}

  /** A text in both formats, quoted where need be. */
  record Value(byte[] json, byte[] csv) {
    static Value of(String text) {
      String json = '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
      boolean quote = text.indexOf(',') >= 0 || text.indexOf('"') >= 0;
      String csv = quote ? '"' + text.replace("\"", "\"\"") + '"' : text;
      return new Value(json.getBytes(UTF_8), csv.getBytes(UTF_8));
    }
  }

  /** A campaign with its template: eight columns that many rows share. */
  record Campaign(String key, boolean oddType, Value[] columns) {
    static Campaign of(int number, long seed) {
      boolean triggered = number % 5 >= 3;
      boolean odd = number % 30 == 17;
      String type = odd ? "JOURNEY_CAMPAIGN" : triggered ? "TRIGGERED" : "CONTACT_LIST";
      Value[] columns = {
        Value.of(SUBJECTS[number % SUBJECTS.length]),
        Value.of(TYPES[number / 2 % TYPES.length]),
        Value.of(uuid(seed, number, 30, 4)),
        Value.of(TEMPLATES[number / 3 % TEMPLATES.length]),
        Value.of(uuid(seed, number, 31, number % 9 == 0 ? 5 : 4)),
        Value.of(CAMPAIGNS[number % CAMPAIGNS.length]),
        Value.of(type),
        triggered ? Value.of(SOURCES[number % SOURCES.length]) : null
      };
      return new Campaign(hex(mix(seed, number, 32), 6), odd, columns);
    }

    void write(Row row) {
      for (int i = 0; i < columns.length; i++) {
        if (columns[i] != null) {
          row.value(5 + i, columns[i]);
        }
      }
    }
  }

  /** One row in the making, in either format. Columns come in rising order; some are left out. */
  static final class Row {
    final boolean csv;
    final String[] names;
    final byte[][] keys;
    byte[] buffer = new byte[4096];
    int size;
    int column;
    boolean open;

    Row(boolean csv, String[] names) {
      this.csv = csv;
      this.names = names;
      this.keys = new byte[names.length][];
      for (int i = 0; i < names.length; i++) {
        keys[i] = ('"' + names[i] + "\":").getBytes(UTF_8);
      }
    }

    void writeHeader(OutputStream file) throws IOException {
      if (csv) {
        file.write((String.join(",", names) + "\n").getBytes(UTF_8));
      }
    }

    Row start() {
      size = 0;
      column = 0;
      open = true;
      if (!csv) {
        put('{');
      }
      return this;
    }

    /** Plain ASCII that needs no quoting in CSV and no escapes in JSON. */
    Row string(int index, String text) {
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
    Row literal(int index, String text) {
      next(index);
      ascii(text);
      return this;
    }

    Row value(int index, Value value) {
      next(index);
      put(csv ? value.csv : value.json);
      return this;
    }

    /** A whole row that is made already. */
    Row bytes(byte[] row) {
      size = 0;
      put(row);
      open = false;
      return this;
    }

    Row text(String row) {
      return bytes(row.getBytes(UTF_8));
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
        for (; column < names.length - 1; column++) {
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

  /** The command line. */
  record Options(
      long rows,
      long contacts,
      long seed,
      String out,
      String format,
      double duplicates,
      double bad) {

    static final List<String> NAMES =
        List.of("rows", "contacts", "seed", "out", "format", "duplicates", "bad");

    boolean csv() {
      return format.equals("csv");
    }

    static Options parse(String[] args) {
      Map<String, String> given = new LinkedHashMap<>();
      for (int i = 0; i < args.length; i++) {
        String arg = args[i];
        int equals = arg.indexOf('=');
        String name =
            arg.startsWith("--") ? arg.substring(2, equals < 0 ? arg.length() : equals) : "";
        if (!NAMES.contains(name)) {
          throw new IllegalArgumentException("unknown option " + arg);
        }
        String value;
        if (equals >= 0) {
          value = arg.substring(equals + 1);
        } else if (i + 1 < args.length && !args[i + 1].startsWith("--")) {
          value = args[++i];
        } else {
          throw new IllegalArgumentException("--" + name + " needs a value");
        }
        if (given.put(name, value) != null) {
          throw new IllegalArgumentException("--" + name + " is given twice");
        }
      }
      // Beyond SPAN rows, two rows would share a millisecond.
      long rows = number("rows", required(given, "rows"), 1, SPAN);
      long contacts =
          given.containsKey("contacts")
              ? number("contacts", given.get("contacts"), 0, 1_000_000_000L)
              : rows / 5;
      long seed = number("seed", given.getOrDefault("seed", "1"), Long.MIN_VALUE, Long.MAX_VALUE);
      String format = given.getOrDefault("format", "jsonl");
      if (!format.equals("jsonl") && !format.equals("csv")) {
        throw new IllegalArgumentException("--format is jsonl or csv, not " + format);
      }
      return new Options(
          rows,
          contacts,
          seed,
          required(given, "out"),
          format,
          share("duplicates", given.getOrDefault("duplicates", "0.01")),
          share("bad", given.getOrDefault("bad", "0")));
    }

    private static String required(Map<String, String> given, String name) {
      String value = given.getOrDefault(name, "");
      if (value.isEmpty()) {
        throw new IllegalArgumentException("--" + name + " is missing");
      }
      return value;
    }

    private static long number(String name, String text, long least, long most) {
      try {
        long number = Long.parseLong(text);
        if (number >= least && number <= most) {
          return number;
        }
      } catch (NumberFormatException e) {
        // said below
      }
      String range = least == Long.MIN_VALUE ? "" : " from " + least + " to " + most;
      throw new IllegalArgumentException(
          "--" + name + " is a whole number" + range + ", not '" + text + "'");
    }

    private static double share(String name, String text) {
      try {
        double share = Double.parseDouble(text);
        if (share >= 0 && share <= 1) {
          return share;
        }
      } catch (NumberFormatException e) {
        // said below
      }
      throw new IllegalArgumentException(
          "--" + name + " is a share from 0 to 1, not '" + text + "'");
    }
  }
}
