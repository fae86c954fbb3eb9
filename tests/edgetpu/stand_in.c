/* Stands in for libedgetpu.so.1: an external TFLite delegate that runs `edgetpu-custom-op`, or misbehaves.

   The file that PI_POSE_STAND_IN names says what to do, and is read again whenever it matters:
     work         answer
     refuse       no delegate: what libedgetpu does without a device
     mismatch     crash while the delegate is made: what a build for another runtime does
     fail N       answer N times, then report an error
     hang N       answer N times, then never again
     crash N      answer N times, then abort: what libedgetpu does when the stick is pulled
     nonsense N   answer N times, then with values that are not numbers

   The declarations below are the part of TensorFlow Lite's C interface (tensorflow/lite/c/common.h, the same
   in tflite-runtime 2.14 and in LiteRT 1.2 to 2.3) that an external delegate needs. */
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct { int size; int data[]; } IntArray;
typedef struct Context Context;
typedef struct Delegate Delegate;
enum { OK = 0, ERROR = 1 };

typedef struct {
    int type;
    union { void *raw; float *f; uint8_t *uint8; } data;
    IntArray *dims;
    struct { float scale; int32_t zero_point; } params;
    int allocation_type;
    size_t bytes;
    const void *allocation;
    const char *name;
    Delegate *delegate;
    int buffer_handle;
    bool data_is_stale, is_variable;
    struct { int type; void *params; } quantization;
    void *sparsity;
    const IntArray *dims_signature;
} Tensor;

typedef struct {
    IntArray *inputs, *outputs, *intermediates, *temporaries;
    void *user_data, *builtin_data;
    const void *custom_data;
    int custom_size;
    Delegate *delegate;
    bool might_have_side_effect;
} Node;

typedef struct {
    void *(*init)(Context *, const char *, size_t);
    void (*free)(Context *, void *);
    int (*prepare)(Context *, Node *);
    int (*invoke)(Context *, Node *);
    const char *(*profiling_string)(const Context *, const Node *);
    int32_t builtin_code;
    const char *custom_name;
    int version;
    void *external, *async_kernel;
    uint64_t inplace_operator;
} Registration;

struct Context {
    size_t tensors_size;
    int (*GetExecutionPlan)(Context *, IntArray **);
    Tensor *tensors;
    void *impl;
    int (*ResizeTensor)(Context *, Tensor *, IntArray *);
    void (*ReportError)(Context *, const char *, ...);
    int (*AddTensors)(Context *, int, int *);
    int (*GetNodeAndRegistration)(Context *, int, Node **, Registration **);
    int (*ReplaceNodeSubsetsWithDelegateKernels)(Context *, Registration, const IntArray *, Delegate *);
};

struct Delegate {
    void *data;
    int (*Prepare)(Context *, Delegate *);
    int (*CopyFromBufferHandle)(Context *, Delegate *, int, Tensor *);
    int (*CopyToBufferHandle)(Context *, Delegate *, int, Tensor *);
    void (*FreeBufferHandle)(Context *, Delegate *, int *);
    int64_t flags;
    void *opaque_delegate_builder;
};

/* What TFLite hands to `init`. */
typedef struct { Delegate *delegate; IntArray *nodes, *inputs, *outputs; } DelegateParams;

typedef struct { const float *body; IntArray *inputs, *outputs; } Kernel;

static int answers = 0;

static bool told(const char *order) {
    const char *path = getenv("PI_POSE_STAND_IN");
    char word[32] = "work";
    int after = 0;
    FILE *file = path ? fopen(path, "r") : NULL;
    if (file) {
        if (fscanf(file, "%31s %d", word, &after) < 1) strcpy(word, "work");
        fclose(file);
    }
    return strcmp(word, order) == 0 && answers >= after;
}

/* The data of a node made by the tests: "DOTS", then 17 rows of y, x, score to add to the dot. */
static const float *body_in(const Node *node) {
    const char *data = node->custom_data;
    return data && node->custom_size == 4 + 17 * 3 * 4 && memcmp(data, "DOTS", 4) == 0 ? (const float *)(data + 4) : NULL;
}

static void *init(Context *context, const char *buffer, size_t length) {
    (void)length;
    const DelegateParams *params = (const DelegateParams *)buffer;
    Kernel *kernel = calloc(1, sizeof *kernel);
    kernel->inputs = params->inputs;
    kernel->outputs = params->outputs;
    Node *node;
    Registration *registration;
    if (context->GetNodeAndRegistration(context, params->nodes->data[0], &node, &registration) == OK) {
        const float *body = body_in(node);
        if (body) kernel->body = memcpy(malloc(17 * 3 * 4), body, 17 * 3 * 4);
    }
    return kernel;
}

static void release(Context *context, void *kernel) {
    (void)context;
    free((void *)((Kernel *)kernel)->body);
    free(kernel);
}

/* The brightest pixel of [1, side, side, 3], and around it the 17 keypoints. */
static void find_dot(const Tensor *picture, const float *body, float *rows) {
    int side = picture->dims->data[1], best = 0, brightness = -1;
    for (int i = 0; i < side * side; i++) {
        const uint8_t *rgb = picture->data.uint8 + 3 * i;
        int sum = rgb[0] + rgb[1] + rgb[2];
        if (sum > brightness) best = i, brightness = sum;
    }
    float dot[3] = {(best / side + 0.5f) / side, (best % side + 0.5f) / side, brightness / 765.0f};
    for (int i = 0; i < 17 * 3; i++) {
        float offset;
        memcpy(&offset, body + i, sizeof offset);
        rows[i] = dot[i % 3] + offset;
    }
}

static int invoke(Context *context, Node *node) {
    const Kernel *kernel = node->user_data;
    Tensor *picture = NULL, *answer = &context->tensors[kernel->outputs->data[0]];
    for (int i = 0; i < kernel->inputs->size && !picture; i++) {
        Tensor *input = &context->tensors[kernel->inputs->data[i]];
        if (input->dims->size == 4) picture = input;
    }
    if (told("crash")) abort();
    while (told("hang")) sleep(1);
    if (told("fail")) {
        context->ReportError(context, "the stand-in was told to fail");
        return ERROR;
    }
    if (kernel->body && picture) {
        find_dot(picture, kernel->body, answer->data.f);
        if (told("nonsense")) answer->data.f[0] = NAN;
    } else {
        memset(answer->data.raw, 0, answer->bytes);
    }
    answers++;
    return OK;
}

static int prepare(Context *context, Delegate *delegate) {
    Registration kernel = {init, release, NULL, invoke, NULL, 51, "StandIn", 1, NULL, NULL, 0};  /* 51: DELEGATE */
    IntArray *plan, *ours;
    if (context->GetExecutionPlan(context, &plan) != OK) return ERROR;
    ours = calloc(1, sizeof(IntArray) + sizeof(int) * (size_t)plan->size);
    for (int i = 0; i < plan->size; i++) {
        Node *node;
        Registration *registration;
        if (context->GetNodeAndRegistration(context, plan->data[i], &node, &registration) != OK) return ERROR;
        if (registration->custom_name && strcmp(registration->custom_name, "edgetpu-custom-op") == 0)
            ours->data[ours->size++] = plan->data[i];
    }
    int status = context->ReplaceNodeSubsetsWithDelegateKernels(context, kernel, ours, delegate);
    free(ours);
    return status;
}

Delegate *tflite_plugin_create_delegate(char **keys, char **values, size_t count, void (*report)(const char *)) {
    (void)keys, (void)values, (void)count;
    if (told("mismatch")) abort();
    if (told("refuse")) {
        report("no device");
        return NULL;
    }
    Delegate *delegate = calloc(1, sizeof *delegate);
    delegate->Prepare = prepare;
    delegate->flags = 1;  /* dynamic tensors allowed: else TFLite prepares the custom operator before it is replaced */
    return delegate;
}

void tflite_plugin_destroy_delegate(Delegate *delegate) { free(delegate); }
