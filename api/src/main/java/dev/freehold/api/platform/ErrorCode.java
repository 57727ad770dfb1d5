package dev.freehold.api.platform;

/**
 * Every code an answer of the API can carry. Clients match on {@link #code()}, so a constant's code
 * and, where the 8base contract fixes it, its message never change.
 */
public enum ErrorCode {
  USER_NOT_FOUND("UserNotFoundError", "User is absent"),
  TOKEN_EXPIRED("TokenExpiredError", "Token expired"),
  INVALID_TOKEN("InvalidTokenError", "The token is not accepted"),
  NOT_AUTHORIZED("NotAuthorizedError", "You don't have permission to perform this operation"),
  USER_NOT_CONFIRMED("UserNotConfirmedError", "The account is not confirmed yet"),
  VALIDATION("ValidationError", "The request is invalid."),
  ENTITY_EXISTS("EntityExistsError", "It exists already"),
  ENTITY_NOT_FOUND("EntityNotFoundError", "It does not exist"),
  INVALID_ARGUMENT("InvalidArgumentError", "An argument is invalid"),
  ILLEGAL_OPERATION("IllegalOperationError", "This operation is not possible"),
  INVITATION_EXPIRED("InvitationExpiredError", "The invitation is not valid any more"),
  EXTERNAL_SERVICE("ExternalServiceError", "A service this operation needs did not answer"),
  THROTTLED("ThrottlingThresholdReachedError", "Too many requests"),
  LIMIT_EXCEEDED("LimitExceededError", "The operation exceeds a limit"),
  BAD_REQUEST("BadRequestError", "The request is not a GraphQL request"),
  INTERNAL("InternalError", "Something went wrong on our side");

  private final String code;
  private final String message;

  ErrorCode(String code, String message) {
    this.code = code;
    this.message = message;
  }

  /** The stable name on the wire, top level and under {@code extensions.code}. */
  public String code() {
    return code;
  }

  /** The text when the place that failed has nothing better to say; safe to show. */
  public String message() {
    return message;
  }
}
