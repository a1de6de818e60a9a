package dev.morlens.diagnosis.finding;

/** What a finding asks of the owner. */
public enum Severity {
    /** Nothing. */
    INFO,
    /** To do something, which would work. */
    ACTION,
    /** To know that something does not work. */
    PROBLEM
}
