package io.meltemi.interop;

/** The service's own exception. */
public class RejectedException extends Exception {
    private static final long serialVersionUID = 1;

    private int reason;

    /** For Hessian. */
    public RejectedException() {}

    public RejectedException(String message, int reason) {
        super(message);
        this.reason = reason;
    }

    public int getReason() {
        return reason;
    }
}
