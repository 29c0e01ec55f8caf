package io.github.mailmodosource.bench.generator;

/**
 * Numbers and ids that are the same for the same contact or row, whenever they are asked for.
 *
 * @param seed of the whole file
 */
record SeededIds(long seed) {
  /**
   * A number that looks like chance.
   *
   * @param salt what it is for; another number for another salt
   */
  long mix(long number, int salt) {
    long z = (seed * 31 + salt) * 0x9e3779b97f4a7c15L + number * 0xd1342543de82ef95L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  String uuid(long number, int salt, int version) {
    String a = hex(mix(number, salt), 16);
    String b = hex(mix(number, salt + 1000), 16);
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

  /** The last digits of a number. */
  static String hex(long number, int digits) {
    char[] c = new char[digits];
    for (int i = digits - 1; i >= 0; i--) {
      c[i] = Character.forDigit((int) (number & 15), 16);
      number >>>= 4;
    }
    return new String(c);
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
}
