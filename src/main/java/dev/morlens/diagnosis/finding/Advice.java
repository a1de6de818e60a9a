package dev.morlens.diagnosis.finding;

import dev.morlens.protocol.call.UnsignedCall;
import java.util.List;
import java.util.Optional;

/**
 * Something to do about a finding.
 *
 * @param label in the imperative
 * @param detail how
 * @param who may do it
 * @param call the transaction's call, unsigned, where it can be given in full
 */
public record Advice(AdviceKind kind, String label, String detail, List<Who> who, Optional<UnsignedCall> call) {

    /** What doing it takes. */
    public enum AdviceKind {
        WAIT,
        TRANSACTION,
        OPERATOR,
        CHECK
    }

    /** By whom the contract takes it. */
    public enum Who {
        USER,
        DELEGATE,
        ANYONE
    }

    private static final List<Who> OWNER = List.of(Who.USER, Who.DELEGATE);

    public static Advice waiting(String label, String detail) {
        return new Advice(AdviceKind.WAIT, label, detail, List.of(), Optional.empty());
    }

    public static Advice check(String label, String detail) {
        return new Advice(AdviceKind.CHECK, label, detail, List.of(), Optional.empty());
    }

    public static Advice operator(String label, String detail) {
        return new Advice(AdviceKind.OPERATOR, label, detail, List.of(), Optional.empty());
    }

    public static Advice byOwner(String label, String detail) {
        return new Advice(AdviceKind.TRANSACTION, label, detail, OWNER, Optional.empty());
    }

    public static Advice byOwner(String label, String detail, UnsignedCall call) {
        return new Advice(AdviceKind.TRANSACTION, label, detail, OWNER, Optional.of(call));
    }

    /** Delegates have no rights here. */
    public static Advice byUserAlone(String label, String detail) {
        return new Advice(AdviceKind.TRANSACTION, label, detail, List.of(Who.USER), Optional.empty());
    }

    /** Without its call, which the contract does not take yet. */
    public static Advice laterByAnyone(String label, String detail) {
        return new Advice(AdviceKind.TRANSACTION, label, detail, List.of(Who.ANYONE), Optional.empty());
    }

    public static Advice byAnyone(String label, String detail, UnsignedCall call) {
        return new Advice(AdviceKind.TRANSACTION, label, detail, List.of(Who.ANYONE), Optional.of(call));
    }
}
