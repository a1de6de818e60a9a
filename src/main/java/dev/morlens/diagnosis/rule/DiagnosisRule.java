package dev.morlens.diagnosis.rule;

import dev.morlens.diagnosis.facts.Case;
import dev.morlens.diagnosis.finding.Finding;
import java.util.List;

/** Finds one kind of thing in a case. Pure: it reads nothing but the case, and guesses nothing that is absent there. */
public interface DiagnosisRule {

    List<Finding> of(Case facts);
}
