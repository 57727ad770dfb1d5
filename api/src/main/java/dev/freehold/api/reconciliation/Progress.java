package dev.freehold.api.reconciliation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/** How far a run is; what is kept in its row after every page. */
final class Progress {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_FINDINGS = 50;

  private final List<Finding> findings = new ArrayList<>();
  Phase phase;
  String cursor;
  long checked;
  long missing;
  long different;
  long extra;
  long underWay;
  long repaired;
  long removed;
  long failed;

  Progress(Run run) {
    phase = run.phase();
    cursor = run.cursor();
    checked = run.checked();
    missing = run.missing();
    different = run.different();
    extra = run.extra();
    underWay = run.underWay();
    repaired = run.repaired();
    removed = run.removed();
    failed = run.failed();
    findings.addAll(findings(run.findings()));
  }

  /** Something that differs, by names only: values are personal data. */
  record Finding(String kind, String subject, List<String> fields) {}

  void found(String kind, String subject, List<String> fields) {
    if (findings.size() < MOST_FINDINGS) {
      findings.add(new Finding(kind, subject, fields));
    }
  }

  void next(Phase following) {
    phase = following;
    cursor = "";
  }

  String findingsJson() {
    try {
      return JSON.writeValueAsString(findings);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Findings are always JSON", e);
    }
  }

  static List<Finding> findings(String json) {
    try {
      return JSON.readValue(json, new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Findings are written as JSON", e);
    }
  }
}
