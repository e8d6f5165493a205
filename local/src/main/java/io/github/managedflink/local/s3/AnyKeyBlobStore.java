package io.github.managedflink.local.s3;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectAclRequest;
import software.amazon.awssdk.services.s3.model.GetObjectAclResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** Lets a store of files have every key that S3 has, under the {@link KeyNames} of the keys. */
final class AnyKeyBlobStore extends ForwardingBlobStore {
    AnyKeyBlobStore(BlobStore files) {
        super(files);
    }

    @Override
    public ListObjectsV2Response list(ListObjectsV2Request request) {
        ListObjectsV2Response names = super.list(request.toBuilder()
                .prefix(request.prefix() == null ? null : KeyNames.of(request.prefix()))
                .startAfter(request.startAfter() == null ? null : KeyNames.of(request.startAfter()))
                .build());
        List<S3Object> objects = new ArrayList<>();
        List<CommonPrefix> folders = new ArrayList<>();
        addPage(request, names, objects, folders);
        objects.sort(Comparator.comparing(S3Object::key, AnyKeyBlobStore::compare));
        folders.sort(Comparator.comparing(CommonPrefix::prefix, AnyKeyBlobStore::compare));
        return names.toBuilder()
                .prefix(request.prefix())
                .startAfter(request.startAfter())
                .contents(objects)
                .commonPrefixes(folders)
                .keyCount(objects.size() + folders.size())
                .build();
    }

    /** The order of S3. */
    private static int compare(String key, String other) {
        return Arrays.compareUnsigned(key.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private void addPage(
            ListObjectsV2Request request,
            ListObjectsV2Response names,
            List<S3Object> objects,
            List<CommonPrefix> folders) {
        names.contents().stream()
                .map(each -> each.toBuilder().key(KeyNames.key(each.key())).build())
                .forEach(objects::add);
        for (CommonPrefix folder : names.commonPrefixes()) {
            if (KeyNames.goesOn(folder.prefix())) {
                addWhole(request, folder.prefix(), objects, folders);
            } else {
                folders.add(
                        folder.toBuilder().prefix(KeyNames.key(folder.prefix())).build());
            }
        }
    }

    /**
     * Adds everything below a folder that only continues a long part of a key. Clients must not see that folder, so all
     * of its content is put into this page, even beyond the page's limit.
     */
    private void addWhole(
            ListObjectsV2Request request, String folder, List<S3Object> objects, List<CommonPrefix> folders) {
        String token = null;
        do {
            ListObjectsV2Response names = super.list(ListObjectsV2Request.builder()
                    .bucket(request.bucket())
                    .prefix(folder)
                    .delimiter(request.delimiter())
                    .continuationToken(token)
                    .build());
            addPage(request, names, objects, folders);
            token = names.nextContinuationToken();
        } while (token != null);
    }

    @Override
    public boolean blobExists(String bucket, String key) {
        return super.blobExists(bucket, KeyNames.of(key));
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream content) {
        return super.putBlob(request.toBuilder().key(KeyNames.of(request.key())).build(), content);
    }

    @Override
    public CopyObjectResponse copyBlob(CopyObjectRequest request) {
        return super.copyBlob(request.toBuilder()
                .sourceKey(KeyNames.of(request.sourceKey()))
                .destinationKey(KeyNames.of(request.destinationKey()))
                .build());
    }

    @Override
    public HeadObjectResponse blobMetadata(HeadObjectRequest request) {
        return super.blobMetadata(
                request.toBuilder().key(KeyNames.of(request.key())).build());
    }

    @Override
    public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
        return super.getBlob(request.toBuilder().key(KeyNames.of(request.key())).build());
    }

    @Override
    public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
        return super.removeBlob(
                request.toBuilder().key(KeyNames.of(request.key())).build());
    }

    @Override
    public ObjectCannedACL getBlobAccess(String bucket, String key) {
        return super.getBlobAccess(bucket, KeyNames.of(key));
    }

    @Override
    public GetObjectAclResponse getBlobAcl(GetObjectAclRequest request) {
        return super.getBlobAcl(
                request.toBuilder().key(KeyNames.of(request.key())).build());
    }

    @Override
    public void setBlobAccess(String bucket, String key, ObjectCannedACL access) {
        super.setBlobAccess(bucket, KeyNames.of(key), access);
    }

    @Override
    public MultipartUpload initiateMultipartUpload(CreateMultipartUploadRequest request) {
        MultipartUpload named = super.initiateMultipartUpload(
                request.toBuilder().key(KeyNames.of(request.key())).build());
        return new MultipartUpload(named.id(), request, named.response());
    }

    @Override
    public void abortMultipartUpload(MultipartUpload upload) {
        super.abortMultipartUpload(named(upload));
    }

    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(
            MultipartUpload upload, CompleteMultipartUploadRequest request) {
        return super.completeMultipartUpload(
                named(upload), request.toBuilder().key(named(upload).blobName()).build());
    }

    @Override
    public UploadPartResponse uploadMultipartPart(
            MultipartUpload upload, UploadPartRequest request, InputStream content) {
        return super.uploadMultipartPart(
                named(upload), request.toBuilder().key(named(upload).blobName()).build(), content);
    }

    @Override
    public List<Part> listMultipartUpload(MultipartUpload upload) {
        return super.listMultipartUpload(named(upload));
    }

    @Override
    public List<software.amazon.awssdk.services.s3.model.MultipartUpload> listMultipartUploads(String bucket) {
        return super.listMultipartUploads(bucket).stream()
                .map(each -> each.toBuilder().key(KeyNames.key(each.key())).build())
                .toList();
    }

    private static MultipartUpload named(MultipartUpload upload) {
        CreateMultipartUploadRequest request =
                upload.request().toBuilder().key(KeyNames.of(upload.blobName())).build();
        return new MultipartUpload(upload.id(), request, upload.response());
    }
}
