package dev.freehold.api.platform;

/**
 * A reason not to start.
 *
 * @param variable the environment variable to change
 * @param problem what is wrong with it, without its value
 * @param remedy what to do
 */
record ConfigurationProblem(String variable, String problem, String remedy) {
  @Override
  public String toString() {
    return variable + ' ' + problem + ". " + remedy + '.';
  }
}
