package io.github.managedflink.local.kinesis;

import io.github.managedflink.local.gate.Verdict;
import io.github.managedflink.local.http.ThrottledBatches;
import io.github.managedflink.local.kinesis.model.KinesisError;
import io.github.managedflink.local.kinesis.model.KinesisException;
import java.util.Set;

/**
 * What becomes of a call that the gate does not let through.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/CommonErrors.html">Common errors</a>
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html">PutRecords</a>
 */
final class CallRefusals {

    static final String RATE_EXCEEDED = "Rate exceeded for shard; slow down.";

    /** The calls whose rate is that of shards; that of the others is one of the account. */
    private static final Set<String> ON_SHARDS = Set.of("PutRecord", "PutRecords", "GetRecords", "GetShardIterator");

    private final RecordOperations records;
    private final ThrottledBatches turns = new ThrottledBatches();

    CallRefusals(RecordOperations records) {
        this.records = records;
    }

    /**
     * What is answered nevertheless.
     *
     * @throws KinesisException if the call is refused as a whole
     */
    Reply reply(Call call, Verdict verdict) {
        if (verdict instanceof Verdict.ServerError error) {
            throw error.status() == KinesisError.SERVICE_UNAVAILABLE.httpStatus()
                    ? new KinesisException(
                            KinesisError.SERVICE_UNAVAILABLE, "The request has failed due to a temporary failure.")
                    : new KinesisException(
                            KinesisError.INTERNAL_FAILURE, "The request has failed because of an unknown error.");
        }
        if (verdict instanceof Verdict.Deny denial) {
            throw new KinesisException(KinesisError.ACCESS_DENIED, denial.message());
        }
        if (call.action().equals("PutRecords")) {
            return turns.inPart(() -> new Reply.Message(records.putRecordsInPart(call)))
                    .orElseThrow(() -> new KinesisException(KinesisError.THROUGHPUT_EXCEEDED, RATE_EXCEEDED));
        }
        throw ON_SHARDS.contains(call.action())
                ? new KinesisException(KinesisError.THROUGHPUT_EXCEEDED, RATE_EXCEEDED)
                : KinesisException.limitExceeded("Rate exceeded for " + call.action() + "; slow down.");
    }
}
