package dev.morlens.web.home;

record FoundLine(String kind, String network, String id, String href) {}
