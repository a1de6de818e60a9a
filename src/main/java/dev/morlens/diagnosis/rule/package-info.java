/** The rules: pure, one a class, each for one thing that owners ask about. */
package dev.morlens.diagnosis.rule;
