package io.github.mailmodosource.track;

import io.github.mailmodosource.activity.EventType;
import io.github.mailmodosource.activity.LinkClicked;
import java.io.IOException;

/** {@code Link Clicked}: which link of the template, and where it leads. */
final class LinkClickedFn extends TrackFn<LinkClicked> {
  LinkClickedFn(String idNamespace) {
    super(EventType.LINK_CLICKED, LinkClicked.class, idNamespace);
  }

  @Override
  void properties(LinkClicked activity, PropertyWriter to) throws IOException {
    to.text(Names.LINK_ID, activity.linkId());
    to.text(Names.LINK_URL, activity.linkUrl());
  }
}
