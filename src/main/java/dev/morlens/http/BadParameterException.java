package dev.morlens.http;

/** A part of a question cannot be understood: the message says what was expected and what came. */
public class BadParameterException extends RuntimeException {

    private final String field;

    public BadParameterException(String field, String message) {
        super(message);
        this.field = field;
    }

    public String field() {
        return field;
    }
}
