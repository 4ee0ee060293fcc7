/* expect: violation stale-access */
/* with: fs kernel mm */
/* I8: a process keeps a page that the exporter does not know to be mapped. */
#include <kapi/user.h>
#include <linux/anon_inodes.h>

static struct file *exporter_file, *importer_file;
static struct user_mapping window;
static u64 memory;

static vm_fault_t importer_fault(struct vm_fault *fault)
{
	return vmf_insert_pfn(fault->vma, fault->address, PHYS_PFN(memory));
}

static const struct vm_operations_struct importer_vm_ops = { .fault = importer_fault };

static int importer_mmap(struct file *file, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_PFNMAP | VM_IO);
	vma->vm_ops = &importer_vm_ops;
	return 0;
}

static const struct file_operations exporter_fops;
static const struct file_operations importer_fops = { .mmap = importer_mmap };

void setup(void)
{
	memory = __kapi_range("phys", PAGE_SIZE);
	exporter_file = anon_inode_getfile("exporter", &exporter_fops, NULL, O_RDWR);
	importer_file = anon_inode_getfile("importer", &importer_fops, NULL, O_RDWR);
	BUG_ON(IS_ERR(exporter_file) || IS_ERR(importer_file));
	BUG_ON(user_mmap(&window, importer_file, 1, 0));
	BUG_ON(!user_access(&window, 0, true));
}

__actor void exporter_evict(void)
{
	unmap_mapping_range(exporter_file->f_mapping, 0, PAGE_SIZE, true);
	__kapi_renew(memory);
}

__actor void process(void)
{
	user_access(&window, 0, true);
}
