package dev.freehold.keycloak.signup;

import org.keycloak.validate.ValidationError;

/**
 * A refusal as the error of a field. Keycloak would put the field's name in front of the message's
 * parameters.
 */
final class SignupError extends ValidationError {
  SignupError(String validatorId, String field, SignupRule.Refusal refusal) {
    super(validatorId, field, refusal.messageKey(), refusal.parameters().toArray());
  }

  @Override
  public Object[] getInputHintWithMessageParameters() {
    return getMessageParameters().clone();
  }
}
