/* A reservation object, and a job whose fence it can hold. */
#include <kapi/job.h>

static struct job job;
static struct dma_resv resv;

void setup(void)
{
	dma_resv_init(&resv);
	job_init(&job, 1, 1);
}
