package io.github.mailmodosource.rows;

import java.util.Comparator;

/** Text in the order in which a person counts: numbers in it by their size, all else by letter. */
final class NaturalOrder implements Comparator<String> {
  static final NaturalOrder INSTANCE = new NaturalOrder();

  private NaturalOrder() {}

  @Override
  public int compare(String a, String b) {
    int i = 0;
    int j = 0;
    while (i < a.length() && j < b.length()) {
      char left = a.charAt(i);
      char right = b.charAt(j);
      if (isDigit(left) && isDigit(right)) {
        int leftEnd = endOfNumber(a, i);
        int rightEnd = endOfNumber(b, j);
        int bySize = compareNumbers(a.substring(i, leftEnd), b.substring(j, rightEnd));
        if (bySize != 0) {
          return bySize;
        }
        i = leftEnd;
        j = rightEnd;
      } else if (left != right) {
        return Character.compare(left, right);
      } else {
        i++;
        j++;
      }
    }
    int byRest = Integer.compare(a.length() - i, b.length() - j);
    // Only zeros in front of numbers differ.
    return byRest != 0 ? byRest : a.compareTo(b);
  }

  private static int compareNumbers(String a, String b) {
    String left = a.replaceFirst("^0+", "");
    String right = b.replaceFirst("^0+", "");
    return left.length() != right.length()
        ? Integer.compare(left.length(), right.length())
        : left.compareTo(right);
  }

  private static int endOfNumber(String text, int from) {
    int end = from;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
