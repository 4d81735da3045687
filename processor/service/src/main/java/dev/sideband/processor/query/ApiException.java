package dev.sideband.processor.query;

/** A request that is answered with an error. */
final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    private ApiException(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    static ApiException badRequest(String code, String message) {
        return new ApiException(400, code, message);
    }

    static ApiException notFound(String message) {
        return new ApiException(404, "not-found", message);
    }

    static ApiException unavailable(String code, String message) {
        return new ApiException(503, code, message);
    }

    int status() {
        return status;
    }

    Answers.Failure answer() {
        return new Answers.Failure(new Answers.Problem(code, String.valueOf(getMessage())));
    }
}
