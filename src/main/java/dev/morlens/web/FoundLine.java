package dev.morlens.web;

record FoundLine(String kind, String network, String id, String href) {}
