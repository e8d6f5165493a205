package io.github.managedflink.jobs.async;

import io.github.managedflink.jobs.aws.ServiceError;
import io.github.managedflink.jobs.aws.ServiceException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What has become of a batch: its entries are delivered but for those named here. For one thread. */
public final class BatchResult<E> {
    private static final int BAD_REQUEST = 400;

    private final List<E> unsent = new ArrayList<>();
    private final Map<E, String> refused = new LinkedHashMap<>();
    private String trouble;
    private long superseded;

    /**
     * What a service tells that answers for each entry in its place.
     *
     * @param code the service's name of the error of an answer; null if the entry is delivered
     * @throws ServiceException if nothing can be delivered until somebody changes something
     */
    public static <E, A> BatchResult<E> of(
            List<E> batch, List<A> answers, Function<A, String> code, Function<A, String> message) {
        BatchResult<E> result = new BatchResult<>();
        for (int i = 0; i < batch.size(); i++) {
            A answer = answers.get(i);
            if (code.apply(answer) != null) {
                result.told(batch.get(i), code.apply(answer), message.apply(answer));
            }
        }
        return result;
    }

    /** The service could not take the entry at the moment: it is tried again after a while. */
    public void failed(E entry, String cause) {
        unsent.add(entry);
        trouble = cause;
    }

    /** The entry has not been sent: it comes first in the next batch. */
    public void postponed(E entry) {
        unsent.add(entry);
    }

    /** The service will never take the entry: it becomes a dead letter. */
    public void refused(E entry, String reason) {
        refused.put(entry, reason);
    }

    /** The service has a newer version of an entry already: it counts as delivered. */
    public void superseded() {
        superseded++;
    }

    /**
     * The service has told an error for the entry.
     *
     * @param code the service's name of the error
     * @throws ServiceException if nothing can be delivered until somebody changes something
     */
    public void told(E entry, String code, String message) {
        told(entry, BAD_REQUEST, code, message);
    }

    /** As {@link #told(Object, String, String)}, with the status that the error goes by unless its code says more. */
    public void told(E entry, int status, String code, String message) {
        String text = ServiceError.reason(code, message);
        ServiceError error = ServiceError.of(status, code);
        switch (error) {
            case TEMPORARY:
                failed(entry, text);
                break;
            case REFUSED:
                refused(entry, text);
                break;
            default:
                throw new ServiceException(error, text);
        }
    }

    /** Adds what has become of entries that were sent after these. */
    public BatchResult<E> and(BatchResult<E> later) {
        unsent.addAll(later.unsent);
        refused.putAll(later.refused);
        superseded += later.superseded;
        trouble = later.trouble == null ? trouble : later.trouble;
        return this;
    }

    /** The entries to send again, in their order. */
    List<E> unsent() {
        return unsent;
    }

    Map<E, String> refused() {
        return refused;
    }

    /** Of how many entries the service had a newer version. */
    long supersededEntries() {
        return superseded;
    }

    /** Why the service could not take entries; null if it could. */
    String trouble() {
        return trouble;
    }
}
