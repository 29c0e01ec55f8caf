/** What a run says about itself: the funnel, {@code report.json}, {@code report.html}. */
@NullMarked
package io.github.mailmodosource.report;

import org.jspecify.annotations.NullMarked;
