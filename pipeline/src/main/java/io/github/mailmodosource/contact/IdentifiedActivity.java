package io.github.mailmodosource.contact;

import io.github.mailmodosource.activity.Activity;

/** An activity that passed the gate, and who it belongs to. */
public record IdentifiedActivity<A extends Activity>(A activity, Identity identity) {}
