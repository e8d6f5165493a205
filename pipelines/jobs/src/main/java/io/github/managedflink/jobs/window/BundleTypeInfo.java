package io.github.managedflink.jobs.window;

import io.github.managedflink.jobs.metric.AccumulatorLayout;
import io.github.managedflink.jobs.metric.AccumulatorsSerializer;
import io.github.managedflink.jobs.typeinfo.OpaqueTypeInfo;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** The type of bundles whose accumulators have a layout. */
public final class BundleTypeInfo extends OpaqueTypeInfo<Bundle> {
    private static final long serialVersionUID = 1L;

    private final AccumulatorLayout layout;

    public BundleTypeInfo(AccumulatorLayout layout) {
        this.layout = layout;
    }

    @Override
    public Class<Bundle> getTypeClass() {
        return Bundle.class;
    }

    @Override
    public TypeSerializer<Bundle> createSerializer(SerializerConfig config) {
        return new BundleSerializer(new AccumulatorsSerializer(layout));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BundleTypeInfo && ((BundleTypeInfo) other).layout.equals(layout);
    }

    @Override
    public int hashCode() {
        return layout.hashCode();
    }

    @Override
    public String toString() {
        return "Bundle";
    }
}
