package io.github.managedflink.constructs.opensearch;

import io.github.managedflink.constructs.connector.BindingContext;
import io.github.managedflink.constructs.connector.SharedResource;
import io.github.managedflink.constructs.internal.NewOrExisting;
import io.github.managedflink.constructs.internal.Setting;
import io.github.managedflink.constructs.internal.Unresolved;
import io.github.managedflink.constructs.internal.VpcSubnets;
import io.github.managedflink.model.settings.Violations;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.opensearchservice.IDomain;

/**
 * A domain of Amazon OpenSearch Service, a new one or one that exists, that sinks of a pipeline may share: sinks that
 * are given the same value write to the same domain. A value: each {@code with} method returns a changed copy, which is
 * another domain.
 *
 * @see <a href="https://docs.aws.amazon.com/opensearch-service/latest/developerguide/bp.html">Best practices for
 *     OpenSearch Service</a>
 */
public final class OpenSearchDomain implements SharedResource {
    private static final String KIND = "Domain";

    private final NewOrExisting<IDomain> domain;
    private final NewOpenSearchDomain created;
    private final Setting<ISecurityGroup> securityGroup;

    private OpenSearchDomain(
            NewOrExisting<IDomain> domain, NewOpenSearchDomain created, Setting<ISecurityGroup> securityGroup) {
        this.domain = domain;
        this.created = created;
        this.securityGroup = securityGroup;
    }

    /**
     * Returns a new domain over three Availability Zones with three data nodes and three master nodes: OpenSearch 2.19,
     * encrypted at rest and between its nodes, reached over HTTPS with TLS 1.2 or later by requests that a role of the
     * account has signed, left in place when it leaves the stack. It is outside of any VPC unless {@link #withVpc} says
     * otherwise. Fine-grained access control is off: its role mappings are made through the domain's own API, so that
     * no stack could let the job in.
     */
    public static OpenSearchDomain newDomain() {
        return newDomain(KIND);
    }

    /** Returns a new domain with this construct id, for a pipeline with more than one. */
    public static OpenSearchDomain newDomain(String id) {
        return new OpenSearchDomain(
                NewOrExisting.created(KIND, id, NewOpenSearchDomain.PARTS),
                NewOpenSearchDomain.DEFAULTS,
                Setting.nothing());
    }

    /** Returns a domain that exists and that is reached without a VPC. */
    public static OpenSearchDomain of(IDomain domain) {
        return new OpenSearchDomain(
                NewOrExisting.existing(KIND, domain), NewOpenSearchDomain.DEFAULTS, Setting.nothing());
    }

    /**
     * Returns a domain that exists in a VPC, where the application must be too; its security group lets the application
     * in.
     */
    public static OpenSearchDomain of(IDomain domain, ISecurityGroup securityGroup) {
        return new OpenSearchDomain(
                NewOrExisting.existing(KIND, domain), NewOpenSearchDomain.DEFAULTS, Setting.of(securityGroup));
    }

    /** Sets the engine of a new domain. Default: {@code OpenSearch_2.19}. */
    public OpenSearchDomain withEngineVersion(String version) {
        return with(domain, created.withEngineVersion(version));
    }

    /**
     * Sets the data nodes of a new domain. Default: 3 of {@code m6g.large.search}.
     *
     * @param instanceType such as {@code r6g.large.search}
     * @param count at least 1; they are spread over three zones where they are three or more, over two where they are
     *     two
     */
    public OpenSearchDomain withDataNodes(String instanceType, int count) {
        return with(domain, created.withDataNodes(instanceType, count));
    }

    /** Sets the three master nodes of a new domain. Default: {@code m6g.large.search}. */
    public OpenSearchDomain withMasterNodes(String instanceType) {
        return with(domain, created.withMasterNodes(instanceType));
    }

    /**
     * Returns a new domain without master nodes of its own: for trials, as the loss of a data node can then stop it.
     * Default: it has three.
     */
    public OpenSearchDomain withoutMasterNodes() {
        return with(domain, created.withMasterNodes(null));
    }

    /** Sets the storage of each data node of a new domain, at least 10 GiB of type gp3. Default: 100 GiB. */
    public OpenSearchDomain withStorageGibibytes(int size) {
        return with(domain, created.withStorage(size));
    }

    /**
     * Puts a new domain into the private subnets of a VPC, one in each zone that it needs, where the application must
     * be too. Default: it is in none.
     */
    public OpenSearchDomain withVpc(IVpc network) {
        return withVpc(network, SubnetSelection.builder().build());
    }

    /**
     * Puts a new domain into these subnets of a VPC, one in each zone that it needs, where the application must be too.
     */
    public OpenSearchDomain withVpc(IVpc network, SubnetSelection subnets) {
        return with(domain, created.withVpc(network, subnets));
    }

    /** Sets your own key for a new domain. Default: the key that AWS manages for OpenSearch Service. */
    public OpenSearchDomain withEncryptionKey(IKey key) {
        return with(domain.withEncryptionKey(key), created);
    }

    /** Sets what becomes of a new domain when it leaves the stack. Default: it stays. */
    public OpenSearchDomain withRemovalPolicy(RemovalPolicy policy) {
        return with(domain.withRemovalPolicy(policy), created);
    }

    private OpenSearchDomain with(NewOrExisting<IDomain> changed, NewOpenSearchDomain settings) {
        return new OpenSearchDomain(changed, settings, securityGroup);
    }

    @Override
    public List<String> constructIds() {
        return domain.constructIds();
    }

    boolean isInVpc() {
        return created.network().asked() || securityGroup.asked();
    }

    /** The VPC of a new domain. */
    Optional<IVpc> vpc() {
        return created.network().toOptional().map(VpcSubnets::vpc);
    }

    void check(Violations violations) {
        domain.check(violations);
        securityGroup.check("domain.securityGroup", violations);
        if (domain.isNew()) {
            created.check(violations.at("domain"));
        } else if (!created.equals(NewOpenSearchDomain.DEFAULTS)) {
            violations.add(
                    "domain",
                    "settings of a new domain",
                    "have no place here, as the domain that you gave has its own. Leave them out.");
        }
    }

    /** The ARN and the endpoint, or what stands for them until there is a domain. */
    OpenSearchAddress planned() {
        return domain.existing()
                .map(OpenSearchAddress::of)
                .orElseGet(() -> new OpenSearchAddress(
                        Unresolved.text("DomainArn"), "https://" + Unresolved.text("DomainEndpoint")));
    }

    OpenSearchDomainConfig bind(BindingContext context) {
        return context.shared(this, OpenSearchDomainConfig.class, () -> domain.existing()
                .map(existing -> new OpenSearchDomainConfig(
                        existing, securityGroup.value(), List.of(), domain.output(existing.getDomainName())))
                .orElseGet(() -> created.create(context, domain)));
    }
}
