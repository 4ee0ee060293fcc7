/**
 * flow: yardstick
 * title: Four importers and an exporter that moves, then revokes, under one reservation lock
 * expect: pass
 *
 * The scenario that the benchmark also gives to SPIN: every importer attaches, maps, lets its device work, unmaps and
 * detaches; the exporter invalidates all mappings twice, waiting for each job. With SEEDED_BUG defined the first wait is left out.
 */
#include <linux/bug.h>
#include <linux/mutex.h>
#include <linux/types.h>
#include <kapi/machine.h>

#define IMPORTERS 4

static struct mutex resv;
static int references = 1 + IMPORTERS;
static bool released;
static bool backing = true;
static bool revoked;
static int attachments;
static int generation = 1;

static struct importer {
	bool attached;
	bool mapped;
	bool invalidated;
	/* 0: nothing, 1: the old pages, 2: the new ones. */
	int iotlb;
	int jobs;
} importers[IMPORTERS];

static void lock(void)
{
	mutex_lock(&resv);
	BUG_ON(released);
}

static void put(void)
{
	if (__kapi_fetch_add(&references, -1, 4) == 1)
		released = true;
}

static void import(struct importer *me)
{
	lock();
	me->attached = true;
	attachments++;
	mutex_unlock(&resv);

	lock();
	if (revoked) {
		mutex_unlock(&resv);
	} else {
		BUG_ON(!backing);
		me->mapped = true;
		me->iotlb = generation;
		me->invalidated = false;
		__kapi_fetch_add(&me->jobs, 1, 4);
		mutex_unlock(&resv);

		/* The device works on its own. */
		BUG_ON(!READ_ONCE(backing) || READ_ONCE(me->iotlb) != READ_ONCE(generation));
		__kapi_fetch_add(&me->jobs, -1, 4);

		lock();
		if (me->mapped) {
			me->mapped = false;
			me->iotlb = 0;
		}
		mutex_unlock(&resv);
	}

	lock();
	me->attached = false;
	attachments--;
	mutex_unlock(&resv);
	put();
}

static void invalidate(struct importer *importer, bool wait)
{
	if (importer->attached && importer->mapped) {
		importer->invalidated = true;
		importer->mapped = false;
	}
	if (wait)
		__kapi_wait_equal(&importer->jobs, 4, 0);
	importer->iotlb = 0;
}

#ifdef SEEDED_BUG
#define WAIT_BEFORE_MOVE false
#else
#define WAIT_BEFORE_MOVE true
#endif

__actor void exporter(void)
{
	int i;

	lock();
	for (i = 0; i < IMPORTERS; i++)
		invalidate(&importers[i], WAIT_BEFORE_MOVE);
	generation = 2;
	mutex_unlock(&resv);

	lock();
	revoked = true;
	for (i = 0; i < IMPORTERS; i++)
		invalidate(&importers[i], true);
	backing = false;
	mutex_unlock(&resv);
	put();
}

__actor void importer0(void)
{
	import(&importers[0]);
}

__actor void importer1(void)
{
	import(&importers[1]);
}

__actor void importer2(void)
{
	import(&importers[2]);
}

__actor void importer3(void)
{
	import(&importers[3]);
}

void setup(void)
{
	mutex_init(&resv);
}

void finally(void)
{
	BUG_ON(references != 0 || !released || attachments != 0);
}
