package io.github.managedflink.local.kafka;

import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/** The users who may connect with a password. */
final class ScramUsers {

    /** The one that MSK offers. */
    static final ScramMechanism MECHANISM = ScramMechanism.SCRAM_SHA_512;

    private static final int ITERATIONS = 4_096;

    private final Admin admin;

    ScramUsers(Admin admin) {
        this.admin = admin;
    }

    void put(String name, String password) {
        ScramCredentialInfo credential = new ScramCredentialInfo(MECHANISM, ITERATIONS);
        AdminCalls.await(
                admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(name, credential, password)))
                        .all());
    }
}
